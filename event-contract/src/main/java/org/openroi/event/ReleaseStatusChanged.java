package org.openroi.event;

import java.time.Instant;
import java.util.Set;

/**
 * Where a release stands from this version on. The newest version replaces every earlier one.
 *
 * @param waitingFor what a held release waits for; empty in every other state
 * @param since when the state was entered
 */
public record ReleaseStatusChanged(
    ReleaseId release, ReleaseStatus status, Set<HoldClass> waitingFor, Instant since)
    implements ReleaseEvent {
  public ReleaseStatusChanged {
    Checks.present("release", release);
    Checks.present("status", status);
    waitingFor = Checks.sorted("waitingFor", waitingFor, HoldClass.values().length);
    if ((status == ReleaseStatus.HELD) == waitingFor.isEmpty()) {
      throw new Checks.InvalidField("waitingFor");
    }
    since = EventEnvelope.millis("since", since);
  }

  @Override
  public String subject() {
    return release.toString();
  }
}
