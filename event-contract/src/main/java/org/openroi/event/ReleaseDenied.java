package org.openroi.event;

import java.time.Instant;
import java.util.Set;

/** Nothing may be released; every class of reason is named, not the first alone. */
public record ReleaseDenied(
    ReleaseId release, Set<DenialClass> reasons, String policyVersion, Instant decidedAt)
    implements ReleaseEvent {
  public ReleaseDenied {
    Checks.present("release", release);
    reasons = Checks.sortedNotEmpty("reasons", reasons, DenialClass.values().length);
    Checks.code("policyVersion", policyVersion);
    decidedAt = EventEnvelope.millis("decidedAt", decidedAt);
  }

  @Override
  public String subject() {
    return release.toString();
  }
}
