package org.openroi.event;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a release stands from this version on. The newest version replaces every earlier one.
 *
 * @param waitingFor what a held release waits for; empty in every other state
 * @param since when the state was entered
 * @param stop why a stopped release stopped; absent in every other state
 */
public record ReleaseStatusChanged(
    ReleaseId release,
    ReleaseStatus status,
    Set<HoldClass> waitingFor,
    Instant since,
    @Nullable StopClass stop)
    implements ReleaseEvent {
  public ReleaseStatusChanged {
    Checks.present("release", release);
    Checks.present("status", status);
    waitingFor = Checks.sorted("waitingFor", waitingFor, HoldClass.values().length);
    if ((status == ReleaseStatus.HELD) == waitingFor.isEmpty()) {
      throw new Checks.InvalidField("waitingFor");
    }
    if ((status == ReleaseStatus.STOPPED) != (stop != null)) {
      throw new Checks.InvalidField("stop");
    }
    since = EventEnvelope.millis("since", since);
  }

  @Override
  public String subject() {
    return release.toString();
  }
}
