package org.openroi.redaction;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.openroi.event.StopClass;

/** Where a disclosure stands. */
public sealed interface Stage {

  /**
   * The package is not made yet.
   *
   * @param openings how often the record was opened for it
   */
  record ToPrepare(int openings, Trouble trouble) implements Stage {}

  /** The package is made. */
  record ToDeliver(Outgoing outgoing, Trouble trouble) implements Stage {}

  record Delivered(Outgoing outgoing, Receipt receipt) implements Stage {
    public Delivered {
      if (outgoing.last() != null && outgoing.last().state() != Attempt.State.DELIVERED) {
        throw new IllegalArgumentException("attempt");
      }
    }
  }

  /**
   * It waits for a person.
   *
   * @param openings how often the record was opened for it
   * @param outgoing absent when it stopped before there was a package
   */
  record Stopped(StopClass reason, Instant at, int openings, @Nullable Outgoing outgoing)
      implements Stage {
    public Stopped {
      boolean unknown =
          outgoing != null
              && outgoing.last() != null
              && outgoing.last().state() == Attempt.State.UNKNOWN;
      if (unknown && reason != StopClass.OUTCOME_UNKNOWN) {
        throw new IllegalArgumentException("reason");
      }
    }

    /** Whether it may have arrived, for all that can be known without a person. */
    boolean isInDoubt() {
      return reason == StopClass.OUTCOME_UNKNOWN && outgoing != null;
    }
  }

  /** Nothing of it stands at the recipient, and nothing will. */
  record Withdrawn(Instant at, @Nullable Outgoing outgoing) implements Stage {}

  /** Its parcel, where one was made. */
  default @Nullable Outgoing outgoing() {
    return null;
  }
}
