package org.openroi.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The CloudEvents {@code id}: unique within its source, 1 to 128 of letters, digits and {@code
 * ._:-}.
 */
public record EventId(@JsonValue String value) implements Comparable<EventId> {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");

  @JsonCreator
  public EventId {
    if (value == null || !FORM.matcher(value).matches()) {
      throw new Checks.InvalidField("id");
    }
  }

  /** The id of a fresh cause, one that no other event caused. */
  public static EventId of(UUID fresh) {
    return new EventId(fresh.toString());
  }

  /**
   * The id of the event of this type that this cause leads to for this subject. The same arguments
   * always give the same id, so that a replay publishes the same event again and not a second one.
   */
  public static EventId following(EventId cause, EventType type, String subject) {
    return of(Uuids.named(cause.value, type.wire(), subject));
  }

  @Override
  public int compareTo(EventId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
