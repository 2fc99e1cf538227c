package org.openroi.redaction.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "receipt")
class ReceiptRow {
  @Id UUID delivery;
  String evidence;

  @Column(name = "received_at")
  Instant receivedAt;

  @Nullable String person;
}
