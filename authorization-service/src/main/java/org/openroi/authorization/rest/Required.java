package org.openroi.authorization.rest;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects every field that is missing or not valid, so that all are named at once. */
final class Required {
  private static final String CODE = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  private static final String SHA_256 = "[0-9a-f]{64}";
  private static final Set<Integer> LINES = Set.of((int) '\n', (int) '\r', (int) '\t');
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  private final List<Problem.Violation> violations = new ArrayList<>();

  /** A body that is not there at all. */
  static <T> T body(@Nullable T body) {
    if (body == null) {
      throw new Refusal(Problem.invalid("body"));
    }
    return body;
  }

  Required present(String field, @Nullable Object value) {
    if (value == null) {
      add(field, "is missing");
    }
    return this;
  }

  Required code(String field, @Nullable String value) {
    present(field, value);
    return optionalCode(field, value);
  }

  Required optionalCode(String field, @Nullable String value) {
    if (value != null && !value.matches(CODE)) {
      add(field, "is not valid");
    }
    return this;
  }

  /** Text of at most so many characters, with no control characters but line ends and tabs. */
  Required optionalText(String field, @Nullable String value, int most) {
    boolean fits =
        value == null
            || (value.length() <= most
                && value.chars().noneMatch(c -> Character.isISOControl(c) && !LINES.contains(c)));
    return that(field, fits, "is not valid");
  }

  Required optionalSha256(String field, @Nullable String value) {
    return that(field, value == null || value.matches(SHA_256), "is not valid");
  }

  /** At most so many, none of them null. */
  Required optionalList(String field, @Nullable Collection<?> values, int most) {
    boolean whole =
        values == null
            || (values.size() <= most && values.stream().noneMatch(value -> value == null));
    return that(field, whole, "is not valid");
  }

  /** A moment that has been, clocks being what they are. */
  Required past(String field, @Nullable Instant value, Instant asOf) {
    present(field, value);
    return that(
        field, value == null || !value.isAfter(asOf.plus(CLOCKS_DIFFER)), "lies in the future");
  }

  /** A day that the interface can name. */
  Required fourDigitYear(String field, @Nullable LocalDate value) {
    return that(
        field, value == null || (value.getYear() >= 1 && value.getYear() <= 9999), "is not valid");
  }

  Required that(String field, boolean holds, String message) {
    if (!holds) {
      add(field, message);
    }
    return this;
  }

  void orRefuse() {
    if (!violations.isEmpty()) {
      throw new Refusal(Problem.invalid(List.copyOf(violations)));
    }
  }

  private void add(String field, String message) {
    violations.add(new Problem.Violation(field, message));
  }
}
