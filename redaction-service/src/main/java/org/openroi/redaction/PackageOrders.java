package org.openroi.redaction;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;
import org.openroi.event.DisclosureTerms;
import org.openroi.redaction.Destinations.Destination;

/** Writes out what package a decision orders. */
@ApplicationScoped
class PackageOrders {
  private static final DisclosureTerms NO_TERMS = new DisclosureTerms(Set.of(), Set.of(), null);

  private final Terms terms;

  PackageOrders(Terms terms) {
    this.terms = terms;
  }

  PackageOrder of(Claim claim, Destination destination, Instant asOf) {
    DisclosureOrder order = claim.disclosure().order();
    String sealed = order.decision().terms();
    return new PackageOrder(
        order.delivery(),
        claim.disclosure().epoch(),
        order.decision().patient(),
        order.decision(),
        order.cause(),
        order.version(),
        order.event().custodian(),
        order.facility(),
        sealed == null ? NO_TERMS : terms.open(sealed),
        destination.recipient(),
        destination.endpoint(),
        asOf);
  }
}
