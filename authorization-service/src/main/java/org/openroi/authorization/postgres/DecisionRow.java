package org.openroi.authorization.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "decision")
class DecisionRow {
  @EmbeddedId Key key;
  String outcome;
  @Nullable String route;

  @Column(name = "authorization_id")
  @Nullable UUID authorization;

  @Column(name = "relationship_id")
  @Nullable UUID relationship;

  byte @Nullable [] terms;

  @Column(name = "record_types")
  String[] recordTypes;

  @Column(name = "from_day")
  @Nullable LocalDate from;

  @Column(name = "to_day")
  @Nullable LocalDate to;

  String[] obligations;
  String[] reasons;

  @Column(name = "policy_version")
  String policyVersion;

  String[] rules;
  String cause;

  @Column(name = "decided_at")
  Instant decidedAt;

  byte[] inputs;

  @Column(name = "inputs_sha256")
  String inputsSha256;

  @Embeddable
  record Key(@Column(name = "release_id") UUID release, int version) {}
}
