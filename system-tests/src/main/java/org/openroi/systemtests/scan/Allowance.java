package org.openroi.systemtests.scan;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openroi.event.RecordType;
import org.openroi.event.SensitiveCategory;

/**
 * What one decision lets out of a record.
 *
 * @param individual the patient's own copy: nothing is kept back but psychotherapy notes
 * @param encounters ids that it is limited to; empty means that it is not
 * @param withheld the categories that it does not opt in to; empty for the individual
 */
public record Allowance(
    boolean individual,
    Set<RecordType> recordTypes,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    Set<String> encounters,
    boolean minimumNecessary,
    Set<SensitiveCategory> withheld) {
  /** The categories that the suite tells apart. */
  private static final Set<SensitiveCategory> LABELLED =
      Set.copyOf(
          EnumSet.of(
              SensitiveCategory.MENTAL_HEALTH,
              SensitiveCategory.HIV,
              SensitiveCategory.SUBSTANCE_USE));

  /** The patient's own copy of all of it. */
  public static Allowance ownCopy() {
    return new Allowance(
        true, Set.of(RecordType.ENTIRE_RECORD), null, null, Set.of(), false, Set.of());
  }

  /** Of these kinds for a third party that no category is opened to. */
  public static Allowance thirdParty(RecordType... types) {
    return new Allowance(false, Set.of(types), null, null, Set.of(), false, LABELLED);
  }

  /** The same with every category opened. */
  public Allowance withEveryCategory() {
    return new Allowance(individual, recordTypes, from, to, encounters, minimumNecessary, Set.of());
  }

  /** The same within these days. */
  public Allowance within(@Nullable LocalDate first, @Nullable LocalDate last) {
    return new Allowance(
        individual, recordTypes, first, last, encounters, minimumNecessary, withheld);
  }

  /** The same for these encounters only. */
  public Allowance of(String... only) {
    return new Allowance(
        individual, recordTypes, from, to, Set.of(only), minimumNecessary, withheld);
  }

  /** The same cut to the minimum necessary. */
  public Allowance atMinimum() {
    return new Allowance(individual, recordTypes, from, to, encounters, true, withheld);
  }

  boolean isWhole() {
    return recordTypes.contains(RecordType.ENTIRE_RECORD);
  }

  boolean isDated() {
    return from != null || to != null;
  }

  /** Whether this day, as it is written, lies within. */
  boolean covers(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
  }
}
