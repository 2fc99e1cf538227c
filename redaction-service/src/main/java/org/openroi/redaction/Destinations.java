package org.openroi.redaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.openroi.event.Endpoint;
import org.openroi.event.RequesterRegistered;

/** Looks up where a decision sends a package, as the directory has it now. */
@ApplicationScoped
class Destinations {
  private final Requesters requesters;

  Destinations(Requesters requesters) {
    this.requesters = requesters;
  }

  /** An end point and whose it is. */
  record Destination(RequesterRegistered recipient, Endpoint endpoint) {}

  /** Empty while the directory does not know it. */
  @Transactional
  Optional<Destination> find(DisclosureOrder order) {
    return requesters
        .find(order.decision().requester())
        .flatMap(
            recipient ->
                recipient.endpoints().stream()
                    .filter(endpoint -> endpoint.code().equals(order.decision().endpoint()))
                    .findFirst()
                    .map(endpoint -> new Destination(recipient, endpoint)));
  }
}
