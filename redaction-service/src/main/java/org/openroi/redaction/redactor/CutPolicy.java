package org.openroi.redaction.redactor;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openroi.event.RecordType;
import org.openroi.event.SensitiveCategory;

/**
 * What a decision lets through.
 *
 * @param individual the individual's own copy: nothing is withheld by category, document or doubt
 *     (45 CFR 164.524)
 * @param from first day that may stand in it, inclusive; absent means no limit
 * @param to last day that may stand in it, inclusive; absent means no limit
 * @param encounters ids of the encounters that it is limited to; empty means that it is not
 * @param minimumNecessary whether 45 CFR 164.502(b) applies
 * @param withheld the sensitive categories that may not go
 */
public record CutPolicy(
    boolean individual,
    Set<RecordType> recordTypes,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    Set<String> encounters,
    boolean minimumNecessary,
    Set<SensitiveCategory> withheld) {
  public CutPolicy {
    recordTypes = Set.copyOf(recordTypes);
    encounters = Set.copyOf(encounters);
    withheld = Set.copyOf(withheld);
    if (individual && (!withheld.isEmpty() || minimumNecessary)) {
      throw new IllegalArgumentException("nothing of it is withheld from the individual");
    }
  }

  /** Whether a whole document of the record may go: nothing limits it but its words. */
  public boolean isWhole() {
    return recordTypes.contains(RecordType.ENTIRE_RECORD)
        && !isDated()
        && encounters.isEmpty()
        && !minimumNecessary;
  }

  boolean isDated() {
    return from != null || to != null;
  }
}
