package org.openroi.redaction.postgres;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

@Entity
@Table(name = "ledger")
class LedgerRow {
  @Id UUID delivery;
  byte[] sealed;
}
