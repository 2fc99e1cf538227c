package org.openroi.intake;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

final class InMemoryClients implements Clients {
  private final Map<String, AdmittedClient> stored = new HashMap<>();

  @Override
  public Optional<AdmittedClient> find(String name) {
    return Optional.ofNullable(stored.get(name));
  }

  @Override
  public void put(AdmittedClient client) {
    stored.put(client.name(), client);
  }
}
