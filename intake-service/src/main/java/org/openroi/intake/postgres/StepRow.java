package org.openroi.intake.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openroi.event.ReleaseStatus;
import org.openroi.event.StopClass;

@Entity
@Table(name = "release_step")
class StepRow {
  @Embeddable
  record Key(@Column(name = "release_id") UUID release, int step) {}

  @EmbeddedId Key key;

  @Enumerated(EnumType.STRING)
  ReleaseStatus status;

  Instant since;

  @Column(name = "waiting_for")
  String[] waitingFor;

  String[] reasons;

  @Enumerated(EnumType.STRING)
  @Nullable StopClass stop;
}
