package org.openroi.redaction.rest;

import org.jspecify.annotations.Nullable;

/** What a body must hold. */
final class Required {
  private Required() {}

  /** A body that is not there at all. */
  static <T> T body(@Nullable T body) {
    if (body == null) {
      throw new Refusal(Problem.invalid("body"));
    }
    return body;
  }

  static <T> T present(String field, @Nullable T value) {
    if (value == null) {
      throw new Refusal(Problem.invalid(field));
    }
    return value;
  }
}
