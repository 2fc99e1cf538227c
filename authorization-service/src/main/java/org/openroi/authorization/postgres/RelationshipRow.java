package org.openroi.authorization.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "relationship")
class RelationshipRow {
  @Id UUID id;
  UUID patient;
  UUID requester;
  String kind;
  String facility;

  @Column(name = "from_day")
  @Nullable LocalDate from;

  @Column(name = "to_day")
  @Nullable LocalDate to;

  @Column(name = "restrictions_checked")
  boolean restrictionsChecked;

  @Column(name = "recorded_at")
  Instant recordedAt;

  @Column(name = "valid_until")
  @Nullable LocalDate validUntil;
}
