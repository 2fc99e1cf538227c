package org.openroi.redaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Prolongs a claim while its work goes on; a few times within each lease. */
@ApplicationScoped
public class KeepClaim {
  private final Disclosures disclosures;
  private final Patience patience;
  private final Ticks ticks;

  public KeepClaim(Disclosures disclosures, Patience patience, Ticks ticks) {
    this.disclosures = disclosures;
    this.patience = patience;
    this.ticks = ticks;
  }

  @Transactional
  public void keep(Claim claim) {
    long asked = ticks.nanos();
    Disclosure disclosure = claim.disclosure();
    if (disclosures.prolong(disclosure.order().release(), disclosure.epoch(), patience.lease())) {
      claim.hold(asked, patience.lease());
    } else {
      claim.lose(asked);
    }
  }
}
