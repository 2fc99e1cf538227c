package org.openroi.intake.postgres;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openroi.event.EndpointKind;
import org.openroi.event.RequesterKind;
import org.openroi.event.VerificationLevel;

@Entity
@Table(name = "requester")
class RequesterRow {
  @Embeddable
  record EndpointPart(
      String code,
      @Enumerated(EnumType.STRING) EndpointKind kind,
      String address,
      @Column(name = "public_key") @Nullable String publicKey,
      @Column(name = "host_key") @Nullable String hostKey) {}

  @Id
  @Column(name = "requester_id")
  UUID id;

  @Enumerated(EnumType.STRING)
  RequesterKind kind;

  @Nullable String name;

  @Enumerated(EnumType.STRING)
  VerificationLevel verification;

  String[] facilities;

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "requester_endpoint", joinColumns = @JoinColumn(name = "requester_id"))
  Set<EndpointPart> endpoints = new HashSet<>();

  @Nullable UUID self;

  boolean active;
}
