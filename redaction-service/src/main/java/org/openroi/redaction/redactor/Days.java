package org.openroi.redaction.redactor;

import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * The days that stand in a text, as they are written: days are numbers, {@code yyyymmdd}. A text
 * comes in pieces; a day across two of them is found.
 */
final class Days {
  static final int FIRST = 1_01_01;
  static final int LAST = 9999_12_31;

  private static final int YEAR = 4;
  private static final int YEAR_AND_MONTH = 7;

  /** What was read before the digits that are being read: nothing, a year, or year and month. */
  private enum Read {
    NOTHING,
    YEAR,
    MONTH
  }

  private Read read = Read.NOTHING;
  private int digits;
  private int number;
  private int before;
  private int earliest;
  private int latest;

  static int from(@Nullable LocalDate day) {
    return day == null ? FIRST : of(day);
  }

  static int to(@Nullable LocalDate day) {
    return day == null ? LAST : of(day);
  }

  /** Begins a resource. */
  void clear() {
    earliest = 0;
    latest = 0;
  }

  /** The first of all days found, the same for the last; 0 when there was none. */
  int earliest() {
    return earliest;
  }

  int latest() {
    return latest;
  }

  /**
   * A text that is whole: every {@code YYYY-MM-DD} in it; it itself as {@code YYYY-MM}; and as
   * {@code YYYY} where its property is one of dates.
   */
  void find(byte[] text, int from, int to, boolean ofDates) {
    int length = to - from;
    if (length == YEAR && ofDates && isNumber(text, from, to)) {
      int year = number(text, from, to);
      found(year * 10_000 + 101, year * 10_000 + 1231);
    } else if (length == YEAR_AND_MONTH
        && text[from + YEAR] == '-'
        && isNumber(text, from, from + YEAR)
        && isNumber(text, from + YEAR + 1, to)) {
      month(number(text, from, from + YEAR), number(text, from + YEAR + 1, to));
    } else {
      accept(text, from, to);
      end();
    }
  }

  /** Takes a piece of a text. */
  void accept(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      byte c = text[i];
      if (c >= '0' && c <= '9') {
        digits++;
        // More than eight are none, and would run over.
        number = digits > 8 ? 0 : number * 10 + c - '0';
      } else if (c == '-') {
        hyphen();
      } else if (digits > 0 || read != Read.NOTHING) {
        end();
      }
    }
  }

  /** The text is at its end. */
  void end() {
    day();
    read = Read.NOTHING;
    digits = 0;
    number = 0;
  }

  private void hyphen() {
    day();
    if (digits == 4) {
      before = number;
      read = Read.YEAR;
    } else if (digits == 2 && read == Read.YEAR) {
      before = before * 100 + number;
      read = Read.MONTH;
    } else {
      read = Read.NOTHING;
    }
    digits = 0;
    number = 0;
  }

  private void day() {
    if (read == Read.MONTH && digits == 2) {
      found(before * 100 + number, before * 100 + number);
    }
  }

  private void month(int year, int month) {
    int last =
        month >= 1 && month <= 12 && year >= 1 ? YearMonth.of(year, month).lengthOfMonth() : 31;
    int days = year * 10_000 + month * 100;
    found(days + 1, days + last);
  }

  private void found(int first, int last) {
    // The year 0 would be read as no day at all; no range has it.
    int from = Math.max(first, 1);
    earliest = earliest == 0 ? from : Math.min(earliest, from);
    latest = Math.max(latest, last);
  }

  private static int of(LocalDate day) {
    return day.getYear() * 10_000 + day.getMonthValue() * 100 + day.getDayOfMonth();
  }

  private static boolean isNumber(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return false;
      }
    }
    return true;
  }

  private static int number(byte[] text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text[i] - '0';
    }
    return number;
  }
}
