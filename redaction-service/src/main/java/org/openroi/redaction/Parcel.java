package org.openroi.redaction;

import java.time.Instant;

/**
 * A package that was sealed for one delivery: made once, and never again.
 *
 * @param manifestSha256 of the manifest in it
 * @param items resources and documents in it
 * @param keyFingerprint of the key that it is sealed to
 * @param cutVersion the version of the rules that cut it
 */
public record Parcel(
    StoredPackage pack,
    String manifestSha256,
    int items,
    String keyFingerprint,
    String cutVersion,
    Instant sealedAt) {

  static Parcel of(SealOutcome.Sealed sealed, Instant sealedAt) {
    return new Parcel(
        sealed.pack(),
        sealed.manifestSha256(),
        sealed.items(),
        sealed.keyFingerprint(),
        sealed.cutVersion(),
        sealedAt);
  }
}
