package org.openroi.event;

import java.time.Instant;

/**
 * A disclosure waits for a person; nothing goes until one has looked.
 *
 * @param decisionVersion the {@code subjectversion} of the {@link ReleaseAuthorized} that it rests
 *     on
 */
public record DisclosureStopped(
    ReleaseId release,
    DeliveryId delivery,
    int decisionVersion,
    StopClass reason,
    Instant stoppedAt)
    implements ReleaseEvent {
  public DisclosureStopped {
    Checks.present("release", release);
    Checks.present("delivery", delivery);
    Checks.positive("decisionVersion", decisionVersion);
    Checks.present("reason", reason);
    stoppedAt = EventEnvelope.millis("stoppedAt", stoppedAt);
  }

  @Override
  public String subject() {
    return release.toString();
  }
}
