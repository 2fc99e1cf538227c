package org.openroi.event;

import java.time.Instant;

/**
 * The decision that a disclosure rested on no longer stands, and nothing of it has gone.
 *
 * @param decisionVersion the {@code subjectversion} of the {@link ReleaseAuthorized} that it rests
 *     on
 */
public record DisclosureWithdrawn(
    ReleaseId release, DeliveryId delivery, int decisionVersion, Instant withdrawnAt)
    implements ReleaseEvent {
  public DisclosureWithdrawn {
    Checks.present("release", release);
    Checks.present("delivery", delivery);
    Checks.positive("decisionVersion", decisionVersion);
    withdrawnAt = EventEnvelope.millis("withdrawnAt", withdrawnAt);
  }

  @Override
  public String subject() {
    return release.toString();
  }
}
