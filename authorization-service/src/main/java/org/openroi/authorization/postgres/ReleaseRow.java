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
@Table(name = "release")
class ReleaseRow {
  @Id UUID id;
  String facility;
  UUID requester;
  String endpoint;
  String purpose;

  @Column(name = "record_types")
  String[] recordTypes;

  @Column(name = "from_day")
  @Nullable LocalDate from;

  @Column(name = "to_day")
  @Nullable LocalDate to;

  @Column(name = "named_authorization")
  @Nullable UUID namedAuthorization;

  @Nullable UUID patient;

  @Column(name = "received_at")
  Instant receivedAt;

  /** How many decisions there are; the last of them is the one that stands. */
  int decisions;

  /** AUTHORIZED, DENIED or HELD, as the last decision says; null before the first. */
  @Nullable String outcome;

  /** The authorization that the last decision relies on. */
  @Column(name = "relied_authorization")
  @Nullable UUID reliedAuthorization;
}
