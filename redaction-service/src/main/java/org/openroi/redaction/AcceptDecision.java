package org.openroi.redaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/**
 * Takes a decision to disclose as work to be done. An earlier decision about the same release ends
 * with it; what has arrived under one is not disclosed once more.
 */
@ApplicationScoped
public class AcceptDecision {
  private final Disclosures disclosures;
  private final ChangeDisclosure changeDisclosure;

  public AcceptDecision(Disclosures disclosures, ChangeDisclosure changeDisclosure) {
    this.disclosures = disclosures;
    this.changeDisclosure = changeDisclosure;
  }

  @Transactional
  public void accept(DisclosureOrder order, Instant asOf) {
    Optional<Disclosure> standing = disclosures.lock(order.release());
    if (standing.isEmpty()) {
      disclosures.add(Disclosure.of(order));
    } else {
      Disclosure now = standing.get();
      changeDisclosure.change(now, now.withdraw(order.version(), order, asOf), order.cause(), asOf);
    }
  }
}
