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
import org.openroi.event.ReleaseStatus;

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
}
