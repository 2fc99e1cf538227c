package org.openroi.redaction.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Its lease and when it is due are in columns that only statements touch. */
@Entity
@Table(name = "disclosure")
class DisclosureRow {
  @Id
  @Column(name = "release_id")
  UUID release;

  String facility;
  byte[] decision;
  UUID delivery;
  String state;

  @Column(name = "stop_reason")
  @Nullable String stopReason;

  @Column(name = "ended_at")
  @Nullable Instant endedAt;

  int openings;
  int attempts;
  int failures;

  @Column(name = "failing_since")
  @Nullable Instant failingSince;

  @Column(name = "withdraw_version")
  @Nullable Integer withdrawVersion;

  @Column(name = "next_decision")
  byte @Nullable [] nextDecision;

  int epoch;

  @Column(name = "under_way")
  boolean underWay;

  @Column(name = "accepted_at", insertable = false, updatable = false)
  Instant acceptedAt;
}
