package org.openroi.redaction.postgres;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

@Entity
@Table(name = "requester")
class RequesterRow {
  @Id UUID id;

  /** The entry as it was published. */
  String entry;
}
