package org.openroi.intake;

import java.util.UUID;
import org.openroi.event.PatientRef;

class InMemoryDirectoryTest extends DirectoryContract {
  private final Requesters requesters = new InMemoryRequesters();
  private final Clients clients = new InMemoryClients();

  @Override
  protected Requesters requesters() {
    return requesters;
  }

  @Override
  protected Clients clients() {
    return clients;
  }

  @Override
  protected PatientRef patient() {
    return new PatientRef(UUID.randomUUID());
  }
}
