package org.openroi.event;

import java.time.Instant;

/**
 * A package is about to be sent: published before the first byte leaves.
 *
 * @param decisionVersion the {@code subjectversion} of the {@link ReleaseAuthorized} that it rests
 *     on
 * @param attempt 1, 2, 3… of this delivery
 */
public record DeliveryAttempted(
    ReleaseId release, DeliveryId delivery, int decisionVersion, int attempt, Instant attemptedAt)
    implements ReleaseEvent {
  public DeliveryAttempted {
    Checks.present("release", release);
    Checks.present("delivery", delivery);
    Checks.positive("decisionVersion", decisionVersion);
    Checks.positive("attempt", attempt);
    attemptedAt = EventEnvelope.millis("attemptedAt", attemptedAt);
  }

  @Override
  public String subject() {
    return release.toString();
  }
}
