package org.openroi.redaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Takes the next disclosure that something is to be done for; no two workers get the same. */
@ApplicationScoped
public class ClaimDisclosure {
  private final Disclosures disclosures;
  private final Patience patience;
  private final Ticks ticks;

  public ClaimDisclosure(Disclosures disclosures, Patience patience, Ticks ticks) {
    this.disclosures = disclosures;
    this.patience = patience;
    this.ticks = ticks;
  }

  @Transactional
  public Optional<Claim> claim(Work work) {
    long asked = ticks.nanos();
    return disclosures
        .claim(work, patience.lease())
        .map(disclosure -> new Claim(disclosure, asked, patience.lease()));
  }
}
