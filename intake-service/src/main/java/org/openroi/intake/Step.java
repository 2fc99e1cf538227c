package org.openroi.intake;

import java.time.Instant;
import java.util.Set;
import org.openroi.event.DenialClass;
import org.openroi.event.HoldClass;
import org.openroi.event.ReleaseStatus;

/**
 * One step of a release's way.
 *
 * @param since when the state was entered
 * @param waitingFor what a held release waits for; empty in every other state
 * @param reasons why a denied release was denied; empty in every other state
 */
public record Step(
    ReleaseStatus status, Instant since, Set<HoldClass> waitingFor, Set<DenialClass> reasons) {
  public Step {
    waitingFor = Set.copyOf(waitingFor);
    reasons = Set.copyOf(reasons);
  }

  /** The first step of every release. */
  public static Step received(Instant at) {
    return new Step(ReleaseStatus.RECEIVED, at, Set.of(), Set.of());
  }

  /** Whether a release may take {@code next} after this, and there is something new in it. */
  boolean leadsTo(Step next) {
    boolean nothingNew =
        status == next.status && waitingFor.equals(next.waitingFor) && reasons.equals(next.reasons);
    return status.mayBecome(next.status) && !nothingNew;
  }
}
