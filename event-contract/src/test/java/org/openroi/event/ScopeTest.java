package org.openroi.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openroi.event.RecordType.BILLING;
import static org.openroi.event.RecordType.ENTIRE_RECORD;
import static org.openroi.event.RecordType.IMAGING_REPORT;
import static org.openroi.event.RecordType.PSYCHOTHERAPY_NOTES;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** 45 CFR 164.508(a)(1): a disclosure is consistent with its authorization, never wider. */
class ScopeTest {
  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2024, 12, 31);

  @Test
  void theEntireRecordCoversEveryKindButPsychotherapyNotes() {
    Scope entire = scope(ENTIRE_RECORD);
    for (RecordType type : RecordType.values()) {
      assertThat(entire.intersect(scope(type)))
          .isEqualTo(type == PSYCHOTHERAPY_NOTES ? null : scope(type));
    }
    assertThat(scope(ENTIRE_RECORD, PSYCHOTHERAPY_NOTES).intersect(scope(PSYCHOTHERAPY_NOTES)))
        .isEqualTo(scope(PSYCHOTHERAPY_NOTES));
    assertThat(entire.intersect(scope(ENTIRE_RECORD, BILLING))).isEqualTo(entire);
  }

  @Test
  void datesAreCutToWhatBothAllow() {
    Scope open = new Scope(Set.of(BILLING), null, null);
    Scope year = new Scope(Set.of(BILLING), FIRST, LAST);
    Scope later = new Scope(Set.of(BILLING), FIRST.plusMonths(6), null);
    assertThat(open.intersect(year)).isEqualTo(year);
    assertThat(year.intersect(later))
        .isEqualTo(new Scope(Set.of(BILLING), FIRST.plusMonths(6), LAST));
    assertThat(year.intersect(new Scope(Set.of(BILLING), LAST, null)))
        .isEqualTo(new Scope(Set.of(BILLING), LAST, LAST));
    assertThat(year.intersect(new Scope(Set.of(BILLING), LAST.plusDays(1), null))).isNull();
  }

  @Test
  void kindsThatDoNotMeetGiveNothing() {
    assertThat(scope(BILLING).intersect(scope(IMAGING_REPORT))).isNull();
  }

  @Test
  void anIntersectionIsNeverWiderThanEither() {
    Random random = new Random(164_508);
    for (int i = 0; i < 20_000; i++) {
      Scope one = random(random);
      Scope other = random(random);
      Scope both = one.intersect(other);
      assertThat(both).as("seed 164508, pair %s", i).isEqualTo(other.intersect(one));
      for (RecordType type : RecordType.values()) {
        for (int day = -2; day <= 8; day++) {
          boolean allowed = allows(one, type, day) && allows(other, type, day);
          assertThat(allows(both, type, day)).as("%s and %s", one, other).isEqualTo(allowed);
        }
      }
      assertThat(one.intersect(one).recordTypes()).isSubsetOf(one.recordTypes());
    }
  }

  /** What a record of this kind and day may rely on, written apart from the code under test. */
  private static boolean allows(@Nullable Scope scope, RecordType type, int day) {
    if (scope == null) {
      return false;
    }
    LocalDate date = FIRST.plusDays(day);
    boolean kind =
        scope.recordTypes().contains(type)
            || (scope.recordTypes().contains(ENTIRE_RECORD) && type != PSYCHOTHERAPY_NOTES);
    return kind
        && (scope.from() == null || !date.isBefore(scope.from()))
        && (scope.to() == null || !date.isAfter(scope.to()));
  }

  private static Scope random(Random random) {
    Set<RecordType> types = EnumSet.of(RecordType.values()[random.nextInt(18)]);
    while (random.nextBoolean()) {
      types.add(RecordType.values()[random.nextInt(18)]);
    }
    if (random.nextInt(4) == 0) {
      types.add(ENTIRE_RECORD);
    }
    LocalDate from = FIRST.plusDays(random.nextInt(6));
    return new Scope(
        types,
        random.nextBoolean() ? from : null,
        random.nextBoolean() ? from.plusDays(random.nextInt(4)) : null);
  }

  private static Scope scope(RecordType... types) {
    return new Scope(Set.of(types), null, null);
  }
}
