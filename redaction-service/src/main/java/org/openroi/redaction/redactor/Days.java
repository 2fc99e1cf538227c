package org.openroi.redaction.redactor;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Days as numbers, {@code yyyymmdd}, and the dates that stand in a text, as they are written. */
final class Days {
  static final int FIRST = 1_01_01;
  static final int LAST = 9999_12_31;

  private Days() {}

  @FunctionalInterface
  interface Found {
    void at(int first, int last);
  }

  static int from(@Nullable LocalDate day) {
    return day == null ? FIRST : of(day);
  }

  static int to(@Nullable LocalDate day) {
    return day == null ? LAST : of(day);
  }

  /**
   * Every {@code YYYY-MM-DD} in the text; a text that is a whole {@code YYYY-MM}; and, where the
   * property's name says that it is a date, a whole {@code YYYY}.
   */
  static void find(CharSequence text, String name, Found found) {
    int length = text.length();
    if (length == 4 && isDateName(name) && digits(text, 0, 4)) {
      int year = number(text, 0, 4);
      found.at(year * 10_000 + 101, year * 10_000 + 1231);
      return;
    }
    if (length == 7 && digits(text, 0, 4) && text.charAt(4) == '-' && digits(text, 5, 7)) {
      int month = number(text, 0, 4) * 10_000 + number(text, 5, 7) * 100;
      found.at(month + 1, month + 31);
      return;
    }
    for (int i = 4; i + 6 <= length; i++) {
      if (text.charAt(i) == '-' && text.charAt(i + 3) == '-') {
        boolean day =
            digits(text, i - 4, i)
                && digits(text, i + 1, i + 3)
                && digits(text, i + 4, i + 6)
                && (i < 5 || !isDigit(text.charAt(i - 5)))
                && (i + 6 == length || !isDigit(text.charAt(i + 6)));
        if (day) {
          int number =
              number(text, i - 4, i) * 10_000
                  + number(text, i + 1, i + 3) * 100
                  + number(text, i + 4, i + 6);
          found.at(number, number);
        }
      }
    }
  }

  private static boolean isDateName(String name) {
    return name.equals("start")
        || name.equals("end")
        || name.equals("date")
        || name.endsWith("Date")
        || name.endsWith("DateTime")
        || name.endsWith("On");
  }

  private static int of(LocalDate day) {
    return day.getYear() * 10_000 + day.getMonthValue() * 100 + day.getDayOfMonth();
  }

  private static boolean digits(CharSequence text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int number(CharSequence text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}
