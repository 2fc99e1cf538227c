package org.openroi.intake.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

@Entity
@Table(name = "client")
class ClientRow {
  @Id String name;

  String[] facilities;

  UUID[] requesters;

  @Column(name = "any_requester")
  boolean anyRequester;
}
