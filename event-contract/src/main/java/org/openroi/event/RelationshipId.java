package org.openroi.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one recorded relationship of a requester to a patient. Opaque. */
public record RelationshipId(UUID value) implements Comparable<RelationshipId> {
  public RelationshipId {
    Checks.present("relationship", value);
  }

  /**
   * Reads the canonical 36-character form.
   *
   * @throws IllegalArgumentException when the text is not a UUID; the message quotes nothing
   */
  @JsonCreator
  public static RelationshipId of(String text) {
    return new RelationshipId(Uuids.parse("relationship", text));
  }

  @Override
  public int compareTo(RelationshipId other) {
    return toString().compareTo(other.toString());
  }

  @JsonValue
  @Override
  public String toString() {
    return value.toString();
  }
}
