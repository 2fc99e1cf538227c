package org.openroi.intake.rest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects every field that is missing or not valid, so that all are named at once. */
final class Required {
  private static final String CODE = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

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

  Required codes(String field, @Nullable Iterable<@Nullable String> values) {
    present(field, values);
    if (values != null) {
      boolean none = true;
      for (String value : values) {
        none = false;
        if (value == null || !value.matches(CODE)) {
          add(field, "is not valid");
          return this;
        }
      }
      if (none) {
        add(field, "is empty");
      }
    }
    return this;
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
