package org.openroi.redaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.Set;
import org.openroi.event.ReleaseId;

/** Shows what a disclosure left out, and why, to those of its facility. */
@ApplicationScoped
public class ShowLedger {
  private final Disclosures disclosures;
  private final Ledgers ledgers;

  public ShowLedger(Disclosures disclosures, Ledgers ledgers) {
    this.disclosures = disclosures;
    this.ledgers = ledgers;
  }

  @Transactional
  public Optional<Ledger> show(ReleaseId release, Set<String> facilities) {
    return disclosures
        .find(release)
        .filter(each -> facilities.contains(each.order().facility()))
        .flatMap(each -> ledgers.find(each.order().delivery()));
  }
}
