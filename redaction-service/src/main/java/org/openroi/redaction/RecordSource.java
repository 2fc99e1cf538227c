package org.openroi.redaction;

import java.io.IOException;
import org.openroi.event.PatientRef;

/** Where records are read from. */
public interface RecordSource {
  /** The record of a patient. Reads no clinical content yet. */
  Found open(PatientRef patient) throws IOException;

  /** What there is of a patient. */
  sealed interface Found {
    record Opened(SourceRecord record) implements Found {}

    record Missing() implements Found {}

    record Unreadable() implements Found {}
  }
}
