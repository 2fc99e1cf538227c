package org.openroi.event;

import java.time.Instant;
import java.util.Set;

/** Nothing is released until what is missing has come, or a person has looked. */
public record ReleaseHeld(
    ReleaseId release, Set<HoldClass> missing, String policyVersion, Instant decidedAt)
    implements ReleaseEvent {
  public ReleaseHeld {
    Checks.present("release", release);
    missing = Checks.sortedNotEmpty("missing", missing, HoldClass.values().length);
    Checks.code("policyVersion", policyVersion);
    decidedAt = EventEnvelope.millis("decidedAt", decidedAt);
  }

  @Override
  public String subject() {
    return release.toString();
  }
}
