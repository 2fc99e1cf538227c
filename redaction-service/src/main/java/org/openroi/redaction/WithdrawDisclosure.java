package org.openroi.redaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.openroi.event.EventId;
import org.openroi.event.ReleaseId;

/**
 * Ends a disclosure whose decision was withdrawn: at once where nothing is under way, else as soon
 * as it is known what came of that.
 */
@ApplicationScoped
public class WithdrawDisclosure {
  private final Disclosures disclosures;
  private final ChangeDisclosure changeDisclosure;

  public WithdrawDisclosure(Disclosures disclosures, ChangeDisclosure changeDisclosure) {
    this.disclosures = disclosures;
    this.changeDisclosure = changeDisclosure;
  }

  /**
   * @param version of the decision that says so
   * @param cause its event
   */
  @Transactional
  public void withdraw(ReleaseId release, int version, EventId cause, Instant asOf) {
    disclosures
        .lock(release)
        .ifPresent(
            now -> changeDisclosure.change(now, now.withdraw(version, null, asOf), cause, asOf));
  }
}
