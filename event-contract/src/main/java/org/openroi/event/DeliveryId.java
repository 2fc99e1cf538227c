package org.openroi.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one delivery of one release to one end point under one decision. Opaque. */
public record DeliveryId(UUID value) implements Comparable<DeliveryId> {
  public DeliveryId {
    Checks.present("delivery", value);
  }

  /**
   * Reads the canonical 36-character form.
   *
   * @throws IllegalArgumentException when the text is not a UUID; the message quotes nothing
   */
  @JsonCreator
  public static DeliveryId of(String text) {
    return new DeliveryId(Uuids.parse("delivery", text));
  }

  /**
   * The delivery of a release to an end point under a decision; the same arguments always name the
   * same delivery, so a retry is never a second one.
   */
  public static DeliveryId of(
      ReleaseId release, RequesterId requester, String endpoint, int decisionVersion) {
    return new DeliveryId(
        Uuids.named(
            "delivery",
            release.toString(),
            requester.toString(),
            endpoint,
            Integer.toString(decisionVersion)));
  }

  @Override
  public int compareTo(DeliveryId other) {
    return toString().compareTo(other.toString());
  }

  @JsonValue
  @Override
  public String toString() {
    return value.toString();
  }
}
