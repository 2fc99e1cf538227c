package org.openroi.redaction.rest;

import java.util.Optional;
import java.util.function.Function;

/** Ids in paths: what is no id names nothing. */
final class Ids {
  private Ids() {}

  static <T> Optional<T> read(Function<String, T> id, String text) {
    try {
      return Optional.of(id.apply(text));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }
}
