package org.openroi.redaction.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "package")
class PackageRow {
  @Id UUID delivery;
  String reference;
  String sha256;
  long bytes;

  @Column(name = "manifest_sha256")
  String manifestSha256;

  int items;

  @Column(name = "key_fingerprint")
  String keyFingerprint;

  @Column(name = "cut_version")
  String cutVersion;

  @Column(name = "sealed_at")
  Instant sealedAt;

  boolean withdrawn;
}
