package org.openroi.event;

import java.time.Instant;

/**
 * The recipient has the package, whole and under its name.
 *
 * @param decisionVersion the {@code subjectversion} of the {@link ReleaseAuthorized} that it rests
 *     on
 */
public record DisclosureDelivered(
    ReleaseId release,
    DeliveryId delivery,
    int decisionVersion,
    PatientRef patient,
    RequesterId requester,
    String endpoint,
    LegalRoute route,
    String packageSha256,
    long packageBytes,
    String manifestSha256,
    Instant deliveredAt)
    implements ReleaseEvent {
  public DisclosureDelivered {
    Checks.present("release", release);
    Checks.present("delivery", delivery);
    Checks.positive("decisionVersion", decisionVersion);
    Checks.present("patient", patient);
    Checks.present("requester", requester);
    Checks.code("endpoint", endpoint);
    Checks.present("route", route);
    Checks.sha256("packageSha256", packageSha256);
    Checks.positive("packageBytes", packageBytes);
    Checks.sha256("manifestSha256", manifestSha256);
    deliveredAt = EventEnvelope.millis("deliveredAt", deliveredAt);
  }

  @Override
  public String subject() {
    return release.toString();
  }
}
