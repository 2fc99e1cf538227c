package org.openroi.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Set;

/** Says what an integration engine may submit. Nobody gives or takes a facility not theirs. */
@ApplicationScoped
public class AdmitClient {
  private final Clients clients;

  public AdmitClient(Clients clients) {
    this.clients = clients;
  }

  @Transactional
  public DirectoryChange admit(AdmittedClient client, Set<String> callerFacilities) {
    Set<String> before =
        clients.find(client.name()).map(AdmittedClient::facilities).orElse(Set.of());
    if (!Facilities.mayReplace(callerFacilities, before, client.facilities())) {
      return DirectoryChange.FACILITY_NOT_ALLOWED;
    }
    clients.put(client);
    return DirectoryChange.DONE;
  }
}
