package org.openroi.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * The suite's own opaque reference to a patient; intake alone can turn an identifier into one.
 *
 * <p>Cannot print itself: logs, exceptions and debuggers call {@code toString}.
 */
public record PatientRef(UUID value) {
  public PatientRef {
    Checks.present("patient", value);
  }

  /**
   * Reads the canonical 36-character form.
   *
   * @throws IllegalArgumentException when the text is not a UUID; the message quotes nothing
   */
  @JsonCreator
  public static PatientRef of(String text) {
    return new PatientRef(Uuids.parse("patient", text));
  }

  /** The text that goes on the wire and into a database column, and nowhere else. */
  @JsonValue
  public String reveal() {
    return value.toString();
  }

  @Override
  public String toString() {
    return "PatientRef[masked]";
  }
}
