package org.openroi.redaction.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "attempt")
class AttemptRow {
  @EmbeddedId Key key;
  int epoch;
  String state;

  @Column(name = "started_at")
  Instant startedAt;

  @Embeddable
  record Key(UUID delivery, int number) {}
}
