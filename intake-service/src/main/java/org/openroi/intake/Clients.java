package org.openroi.intake;

import java.util.Optional;

/** The allow-list of integration engines. */
public interface Clients {
  Optional<AdmittedClient> find(String name);

  /** Adds the client, or replaces what it might do so far. */
  void put(AdmittedClient client);
}
