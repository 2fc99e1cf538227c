package org.openroi.event;

import java.time.Instant;

/**
 * What may go was sealed to the recipient's key, once. Says nothing of what was withheld.
 *
 * @param decisionVersion the {@code subjectversion} of the {@link ReleaseAuthorized} that it rests
 *     on
 * @param packageSha256 SHA-256 of the sealed package, lower-case hexadecimal
 * @param items resources and documents in it
 * @param keyFingerprint of the recipient's OpenPGP key, hexadecimal
 * @param cutVersion the version of the rules and value sets that cut it
 */
public record PackageSealed(
    ReleaseId release,
    DeliveryId delivery,
    int decisionVersion,
    RequesterId requester,
    String endpoint,
    String packageSha256,
    long packageBytes,
    String manifestSha256,
    int items,
    String keyFingerprint,
    String cutVersion,
    Instant sealedAt)
    implements ReleaseEvent {
  public PackageSealed {
    Checks.present("release", release);
    Checks.present("delivery", delivery);
    Checks.positive("decisionVersion", decisionVersion);
    Checks.present("requester", requester);
    Checks.code("endpoint", endpoint);
    Checks.sha256("packageSha256", packageSha256);
    Checks.positive("packageBytes", packageBytes);
    Checks.sha256("manifestSha256", manifestSha256);
    Checks.positive("items", items);
    Checks.code("keyFingerprint", keyFingerprint);
    Checks.code("cutVersion", cutVersion);
    sealedAt = EventEnvelope.millis("sealedAt", sealedAt);
  }

  @Override
  public String subject() {
    return release.toString();
  }
}
