package org.openroi.redaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.EventType;
import org.openroi.event.Publisher;

/** Makes a step of a disclosure and publishes what it says, in one transaction. */
@ApplicationScoped
class ChangeDisclosure {
  private final Disclosures disclosures;
  private final Events events;
  private final Custodian custodian;

  ChangeDisclosure(Disclosures disclosures, Events events, Custodian custodian) {
    this.disclosures = disclosures;
    this.events = events;
    this.custodian = custodian;
  }

  /**
   * Makes a step under a claim, and whatever else belongs to it.
   *
   * @return the disclosure after it; empty when the claim holds no longer, and then nothing is done
   */
  @Transactional
  Optional<Disclosure> change(
      Claim claim, Function<Disclosure, Change> step, Runnable besides, Instant asOf) {
    Disclosure claimed = claim.disclosure();
    return disclosures
        .lock(claimed.order().release())
        .filter(now -> now.epoch() == claimed.epoch() && now.underWay())
        .map(
            now -> {
              Disclosure changed = change(now, step.apply(now), now.order().cause(), asOf);
              besides.run();
              return changed;
            });
  }

  /**
   * Makes a step of one that is locked.
   *
   * @param cause what led to it
   */
  Disclosure change(Disclosure before, Change step, EventId cause, Instant asOf) {
    Disclosure after = step.disclosure();
    if (!after.equals(before)) {
      disclosures.save(after);
    }
    step.facts().forEach(fact -> publish(fact, cause, asOf));
    return after;
  }

  private void publish(Change.Fact fact, EventId cause, Instant asOf) {
    DisclosureOrder order = fact.order();
    EventType type = EventType.of(fact.data());
    events.publish(
        new EventEnvelope(
            EventId.following(order.cause(), type, order.delivery() + "/" + fact.key()),
            Publisher.REDACTION.source(),
            asOf,
            custodian.code(),
            order.facility(),
            cause,
            0,
            fact.data()));
  }
}
