package org.openroi.redaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.openroi.event.ReleaseId;
import org.openroi.redaction.Stage.Stopped;

/**
 * A person has looked at a disclosure that had stopped, and says how it goes on. Nothing is sent by
 * that: a permit is asked for as ever.
 */
@ApplicationScoped
public class ResumeDisclosure {
  private final Disclosures disclosures;
  private final Resumptions resumptions;
  private final ChangeDisclosure changeDisclosure;

  public ResumeDisclosure(
      Disclosures disclosures, Resumptions resumptions, ChangeDisclosure changeDisclosure) {
    this.disclosures = disclosures;
    this.resumptions = resumptions;
    this.changeDisclosure = changeDisclosure;
  }

  /** What the person says. */
  public enum Outcome {
    /** It has not arrived, or nothing was in doubt: go on. */
    RETRY,
    /** It has arrived. */
    DELIVERED
  }

  /** What came of it. */
  public sealed interface Resumption {
    record Resumed(Disclosure disclosure) implements Resumption {}

    /** It waits for nobody. */
    record NotStopped() implements Resumption {}

    /** That it has arrived can be said only where it may have. */
    record NotInDoubt() implements Resumption {}
  }

  /**
   * @param facilities the caller's; a disclosure of another is as good as unknown
   * @param person who says so
   * @return empty when it is unknown
   */
  @Transactional
  public Optional<Resumption> resume(
      ReleaseId release, Set<String> facilities, Outcome outcome, String person, Instant asOf) {
    return disclosures
        .lock(release)
        .filter(each -> facilities.contains(each.order().facility()))
        .map(each -> resume(each, outcome, person, asOf));
  }

  private Resumption resume(Disclosure now, Outcome outcome, String person, Instant asOf) {
    if (!(now.stage() instanceof Stopped stopped)) {
      return new Resumption.NotStopped();
    }
    if (outcome == Outcome.DELIVERED && !stopped.isInDoubt()) {
      return new Resumption.NotInDoubt();
    }
    resumptions.add(now.order().delivery(), outcome, person, asOf);
    Change step =
        switch (outcome) {
          case RETRY -> now.resume(asOf);
          case DELIVERED -> now.confirmed(new Receipt(Receipt.By.PERSON, asOf, person));
        };
    return new Resumption.Resumed(changeDisclosure.change(now, step, now.order().cause(), asOf));
  }
}
