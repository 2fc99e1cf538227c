package org.openroi.kafka;

import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Speaks of exceptions without their messages, which may quote a record. */
public final class Failures {
  private static final int FRAMES = 3;

  private Failures() {}

  /**
   * Class names of the failure and its causes, SQL states, and the first frames of our own code.
   */
  public static String describe(Throwable failure) {
    StringBuilder text = new StringBuilder();
    all(failure)
        .forEach(
            each -> {
              text.append(text.isEmpty() ? "" : " < ").append(each.getClass().getName());
              if (each instanceof SQLException sql && sql.getSQLState() != null) {
                text.append('[').append(sql.getSQLState()).append(']');
              }
            });
    Stream.of(failure.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("org.openroi."))
        .limit(FRAMES)
        .forEach(
            frame ->
                text.append(" at ")
                    .append(frame.getClassName())
                    .append(':')
                    .append(frame.getLineNumber()));
    return text.toString();
  }

  /** Whether the failure, a cause of it or one that it suppressed is such. */
  public static boolean any(Throwable failure, Predicate<Throwable> such) {
    return all(failure).anyMatch(such);
  }

  private static Stream<Throwable> all(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    return walk(failure, seen);
  }

  private static Stream<Throwable> walk(@Nullable Throwable failure, Set<Throwable> seen) {
    if (failure == null || !seen.add(failure)) {
      return Stream.empty();
    }
    return Stream.of(
            Stream.of(failure),
            walk(failure.getCause(), seen),
            Stream.of(failure.getSuppressed()).flatMap(each -> walk(each, seen)))
        .flatMap(each -> each);
  }
}
