package org.openroi.intake.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openroi.event.Channel;
import org.openroi.event.PurposeOfUse;

@Entity
@Table(name = "release_request")
class ReleaseRow {
  @Id
  @Column(name = "release_id")
  UUID id;

  String facility;

  @Nullable String client;

  @Column(name = "client_reference")
  @Nullable String clientReference;

  @Column(name = "requester_id")
  UUID requester;

  String endpoint;

  @Enumerated(EnumType.STRING)
  PurposeOfUse purpose;

  @Column(name = "record_types")
  String[] recordTypes;

  @Column(name = "service_from")
  @Nullable LocalDate from;

  @Column(name = "service_to")
  @Nullable LocalDate to;

  @Column(name = "authorization_id")
  @Nullable UUID authorization;

  @Column(name = "patient_ref")
  @Nullable UUID patient;

  @Enumerated(EnumType.STRING)
  Channel channel;

  @Column(name = "received_at")
  Instant receivedAt;

  int steps;

  @Column(name = "decision_version")
  int decisionVersion;

  static String[] names(Set<? extends Enum<?>> values) {
    return values.stream().map(Enum::name).sorted().toArray(String[]::new);
  }
}
