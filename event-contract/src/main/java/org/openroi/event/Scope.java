package org.openroi.event;

import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which records: their kinds, and the dates of service they fall in.
 *
 * @param recordTypes at least one
 * @param from first day of service, inclusive; absent means from the beginning
 * @param to last day of service, inclusive; absent means without end
 */
public record Scope(Set<RecordType> recordTypes, @Nullable LocalDate from, @Nullable LocalDate to) {
  public Scope {
    recordTypes = Checks.sortedNotEmpty("recordTypes", recordTypes, RecordType.values().length);
    fourDigitYear("from", from);
    fourDigitYear("to", to);
    if (from != null && to != null && from.isAfter(to)) {
      throw new Checks.InvalidField("to");
    }
  }

  /**
   * What lies in both, or nothing ({@code null}) when they do not meet. Never wider than either (45
   * CFR 164.508(a)(1)).
   */
  public @Nullable Scope intersect(Scope other) {
    Set<RecordType> types = new TreeSet<>();
    for (RecordType type : RecordType.values()) {
      if (covers(type) && other.covers(type)) {
        types.add(type);
      }
    }
    if (types.contains(RecordType.ENTIRE_RECORD)) {
      types.removeIf(t -> t != RecordType.ENTIRE_RECORD && t != RecordType.PSYCHOTHERAPY_NOTES);
    }
    LocalDate latestFrom =
        from == null || (other.from != null && other.from.isAfter(from)) ? other.from : from;
    LocalDate earliestTo =
        to == null || (other.to != null && other.to.isBefore(to)) ? other.to : to;
    if (types.isEmpty()
        || (latestFrom != null && earliestTo != null && latestFrom.isAfter(earliestTo))) {
      return null;
    }
    return new Scope(types, latestFrom, earliestTo);
  }

  private static void fourDigitYear(String field, @Nullable LocalDate date) {
    if (date != null && (date.getYear() < 1 || date.getYear() > 9999)) {
      throw new Checks.InvalidField(field);
    }
  }

  /** Psychotherapy notes are covered only where they are named. */
  private boolean covers(RecordType type) {
    return recordTypes.contains(type)
        || (type != RecordType.PSYCHOTHERAPY_NOTES
            && recordTypes.contains(RecordType.ENTIRE_RECORD));
  }
}
