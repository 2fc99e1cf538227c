package org.openroi.event;

import java.time.Instant;

/**
 * A person has looked at a disclosure that had stopped, and it goes on.
 *
 * @param decisionVersion the {@code subjectversion} of the {@link ReleaseAuthorized} that it rests
 *     on
 */
public record DisclosureResumed(
    ReleaseId release, DeliveryId delivery, int decisionVersion, Instant resumedAt)
    implements ReleaseEvent {
  public DisclosureResumed {
    Checks.present("release", release);
    Checks.present("delivery", delivery);
    Checks.positive("decisionVersion", decisionVersion);
    resumedAt = EventEnvelope.millis("resumedAt", resumedAt);
  }

  @Override
  public String subject() {
    return release.toString();
  }
}
