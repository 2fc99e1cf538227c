package org.openroi.redaction;

import java.util.List;

/**
 * A record, page by page.
 *
 * @param patientId id of the FHIR Patient whose record it must be
 * @param pages in a fixed order; none means that there is nothing
 */
public record SourceRecord(String patientId, List<Page> pages) {
  public SourceRecord {
    pages = List.copyOf(pages);
  }

  @Override
  public String toString() {
    return "SourceRecord[masked]";
  }
}
