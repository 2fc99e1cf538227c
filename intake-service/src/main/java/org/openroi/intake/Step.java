package org.openroi.intake;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openroi.event.DenialClass;
import org.openroi.event.HoldClass;
import org.openroi.event.ReleaseStatus;
import org.openroi.event.StopClass;

/**
 * One step of a release's way.
 *
 * @param since when the state was entered
 * @param waitingFor what a held release waits for; empty in every other state
 * @param reasons why a denied release was denied; empty in every other state
 * @param stop why a stopped release waits for a person; absent in every other state
 */
public record Step(
    ReleaseStatus status,
    Instant since,
    Set<HoldClass> waitingFor,
    Set<DenialClass> reasons,
    @Nullable StopClass stop) {
  public Step {
    waitingFor = Set.copyOf(waitingFor);
    reasons = Set.copyOf(reasons);
  }

  /** The first step of every release. */
  public static Step received(Instant at) {
    return of(ReleaseStatus.RECEIVED, at);
  }

  /** A step into a state that says all by itself. */
  public static Step of(ReleaseStatus status, Instant since) {
    return new Step(status, since, Set.of(), Set.of(), null);
  }

  public static Step held(Instant since, Set<HoldClass> waitingFor) {
    return new Step(ReleaseStatus.HELD, since, waitingFor, Set.of(), null);
  }

  public static Step denied(Instant since, Set<DenialClass> reasons) {
    return new Step(ReleaseStatus.DENIED, since, Set.of(), reasons, null);
  }

  public static Step stopped(Instant since, StopClass stop) {
    return new Step(ReleaseStatus.STOPPED, since, Set.of(), Set.of(), stop);
  }

  /** Whether a release may take {@code next} after this, and there is something new in it. */
  boolean leadsTo(Step next) {
    boolean nothingNew =
        status == next.status
            && waitingFor.equals(next.waitingFor)
            && reasons.equals(next.reasons)
            && stop == next.stop;
    return status.mayBecome(next.status) && !nothingNew;
  }
}
