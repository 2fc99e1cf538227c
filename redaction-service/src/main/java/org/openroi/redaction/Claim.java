package org.openroi.redaction;

import java.time.Duration;

/**
 * The right to work on a disclosure, while its lease is prolonged. Whoever lost it changes nothing
 * in the store, and knows by a clock of its own that it must not write to a recipient either.
 */
public final class Claim {
  /** Answers and clocks take their time. */
  private static final Duration MARGIN = Duration.ofSeconds(2);

  private final Disclosure disclosure;
  private volatile long heldUntil;

  Claim(Disclosure disclosure, long asked, Duration lease) {
    this.disclosure = disclosure;
    hold(asked, lease);
  }

  /** As it was when it was claimed. */
  public Disclosure disclosure() {
    return disclosure;
  }

  boolean isHeldAt(long nanos) {
    return nanos - heldUntil < 0;
  }

  /**
   * @param asked the ticks before the store was asked
   */
  void hold(long asked, Duration lease) {
    Duration margin = lease.compareTo(MARGIN.multipliedBy(4)) < 0 ? lease.dividedBy(4) : MARGIN;
    heldUntil = asked + lease.minus(margin).toNanos();
  }

  void lose(long nanos) {
    heldUntil = nanos;
  }
}
