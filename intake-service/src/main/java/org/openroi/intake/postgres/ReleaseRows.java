package org.openroi.intake.postgres;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

@ApplicationScoped
class ReleaseRows implements PanacheRepositoryBase<ReleaseRow, UUID> {}
