package org.openroi.intake.postgres;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class StepRows implements PanacheRepositoryBase<StepRow, StepRow.Key> {
  List<StepRow> of(UUID release) {
    return list("key.release = ?1 order by key.step", release);
  }
}
