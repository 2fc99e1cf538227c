package org.openroi.event;

import java.time.Instant;

/**
 * The record of a patient is about to be read for a release: published before the first byte is
 * read.
 *
 * @param decisionVersion the {@code subjectversion} of the {@link ReleaseAuthorized} that it rests
 *     on
 * @param attempt 1, 2, 3… of this delivery
 */
public record RecordOpened(
    ReleaseId release,
    DeliveryId delivery,
    int decisionVersion,
    PatientRef patient,
    int attempt,
    Instant openedAt)
    implements ReleaseEvent {
  public RecordOpened {
    Checks.present("release", release);
    Checks.present("delivery", delivery);
    Checks.positive("decisionVersion", decisionVersion);
    Checks.present("patient", patient);
    Checks.positive("attempt", attempt);
    openedAt = EventEnvelope.millis("openedAt", openedAt);
  }

  @Override
  public String subject() {
    return release.toString();
  }
}
