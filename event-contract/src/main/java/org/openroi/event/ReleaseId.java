package org.openroi.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * Names one release request through the whole suite. Opaque: says nothing of patient or requester.
 */
public record ReleaseId(UUID value) implements Comparable<ReleaseId> {
  public ReleaseId {
    Checks.present("release", value);
  }

  /**
   * Reads the canonical 36-character form.
   *
   * @throws IllegalArgumentException when the text is not a UUID; the message quotes nothing
   */
  @JsonCreator
  public static ReleaseId of(String text) {
    return new ReleaseId(Uuids.parse("release", text));
  }

  @Override
  public int compareTo(ReleaseId other) {
    return toString().compareTo(other.toString());
  }

  @JsonValue
  @Override
  public String toString() {
    return value.toString();
  }
}
