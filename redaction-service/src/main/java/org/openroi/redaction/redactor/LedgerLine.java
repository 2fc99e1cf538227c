package org.openroi.redaction.redactor;

import org.jspecify.annotations.Nullable;
import org.openroi.event.SensitiveCategory;

/**
 * Something that does not go, and why. PHI: it is kept sealed.
 *
 * @param page counted from 0
 * @param resourceType of FHIR, or {@code ClinicalDocument}
 * @param id the resource's; empty where it has none
 * @param category the category that keeps it back, where one does
 * @param review whether a person should look at it
 */
public record LedgerLine(
    int page,
    String resourceType,
    String id,
    CutRule rule,
    @Nullable SensitiveCategory category,
    boolean review) {
  @Override
  public String toString() {
    return "LedgerLine[masked]";
  }
}
