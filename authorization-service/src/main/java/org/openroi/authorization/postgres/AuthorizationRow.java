package org.openroi.authorization.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "authorization_form")
class AuthorizationRow {
  @Id UUID id;
  UUID patient;
  String facility;
  UUID[] recipients;
  byte[] form;

  @Column(name = "form_sha256")
  String formSha256;

  @Column(name = "received_at")
  Instant receivedAt;

  @Column(name = "revocation_received_at")
  @Nullable Instant revocationReceivedAt;

  @Column(name = "revocation_sha256")
  @Nullable String revocationSha256;

  @Column(name = "revocation_effective_at")
  @Nullable Instant revocationEffectiveAt;
}
