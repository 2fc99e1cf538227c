package org.openroi.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one recorded authorization (45 CFR 164.508). Opaque. */
public record AuthorizationId(UUID value) implements Comparable<AuthorizationId> {
  public AuthorizationId {
    Checks.present("authorization", value);
  }

  /**
   * Reads the canonical 36-character form.
   *
   * @throws IllegalArgumentException when the text is not a UUID; the message quotes nothing
   */
  @JsonCreator
  public static AuthorizationId of(String text) {
    return new AuthorizationId(Uuids.parse("authorization", text));
  }

  @Override
  public int compareTo(AuthorizationId other) {
    return toString().compareTo(other.toString());
  }

  @JsonValue
  @Override
  public String toString() {
    return value.toString();
  }
}
