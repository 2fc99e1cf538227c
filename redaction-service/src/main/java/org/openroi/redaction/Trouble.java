package org.openroi.redaction;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong since something last went well.
 *
 * @param since the first failure; absent when there is none
 */
public record Trouble(int failures, @Nullable Instant since) {
  public static final Trouble NONE = new Trouble(0, null);

  private static final Duration SHORTEST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int DOUBLINGS = 6;

  public Trouble {
    if (failures < 0 || (failures == 0) != (since == null)) {
      throw new IllegalArgumentException("trouble");
    }
  }

  Trouble more(Instant asOf) {
    return new Trouble(failures + 1, since == null ? asOf : since);
  }

  boolean outlasts(Duration patience, Instant asOf) {
    return since != null && !since.plus(patience).isAfter(asOf);
  }

  /**
   * How long to wait: twice as long after each failure, and up to half of that less, so that those
   * who failed together do not come back together.
   *
   * @param who tells one from another
   */
  public Duration pause(Object who) {
    if (failures == 0) {
      return Duration.ZERO;
    }
    Duration whole = SHORTEST.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
    Duration most = whole.compareTo(LONGEST) > 0 ? LONGEST : whole;
    int lot = Math.floorMod((who.hashCode() + failures) * 0x9E3779B1, 1_000);
    return most.minus(most.dividedBy(2_000).multipliedBy(lot));
  }
}
