package org.openroi.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one entry of the requester directory. Opaque. */
public record RequesterId(UUID value) implements Comparable<RequesterId> {
  public RequesterId {
    Checks.present("requester", value);
  }

  /**
   * Reads the canonical 36-character form.
   *
   * @throws IllegalArgumentException when the text is not a UUID; the message quotes nothing
   */
  @JsonCreator
  public static RequesterId of(String text) {
    return new RequesterId(Uuids.parse("requester", text));
  }

  @Override
  public int compareTo(RequesterId other) {
    return toString().compareTo(other.toString());
  }

  @JsonValue
  @Override
  public String toString() {
    return value.toString();
  }
}
