package org.openroi.systemtests;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waiting for something that is asked for again and again. */
final class Patience {
  private static final Duration PAUSE = Duration.ofMillis(200);

  private Patience() {}

  /**
   * Returns when it is so.
   *
   * @throws IllegalStateException when it is still not so after the time given
   */
  static void until(String what, Duration within, BooleanSupplier isSo) {
    Instant deadline = Instant.now().plus(within);
    while (!isSo.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("not within " + within.toSeconds() + " s: " + what);
      }
      pause(PAUSE);
    }
  }

  static void pause(Duration time) {
    new CompletableFuture<Void>()
        .completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }
}
