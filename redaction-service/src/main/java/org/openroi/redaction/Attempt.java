package org.openroi.redaction;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to send a parcel.
 *
 * @param number 1, 2, 3… of its delivery
 * @param epoch of the claim that made it; names the file that it writes to
 * @param withdrawal that came while it was under way; on an open attempt only
 */
public record Attempt(
    int number, int epoch, State state, Instant startedAt, @Nullable Withdrawal withdrawal) {

  /** How far it is known to have come. */
  public enum State {
    /** Bytes may be under way, under a name that the recipient does not look at. */
    SENDING,
    /** All bytes are there, and the recipient's name for them may be given at any moment. */
    RENAMING,
    /** It may have arrived, and cannot be asked: a person must say. */
    UNKNOWN,
    /** Nothing of it stands at the recipient. */
    FAILED,
    DELIVERED
  }

  public Attempt {
    if (number < 1 || (withdrawal != null && !isOpen(state))) {
      throw new IllegalArgumentException("attempt");
    }
  }

  /** Whether something of it may stand at the recipient, or go there. */
  public boolean isOpen() {
    return isOpen(state);
  }

  Attempt become(State next) {
    return new Attempt(number, epoch, next, startedAt, isOpen(next) ? withdrawal : null);
  }

  Attempt withdrawn(Withdrawal by) {
    return new Attempt(number, epoch, state, startedAt, by);
  }

  private static boolean isOpen(State state) {
    return switch (state) {
      case SENDING, RENAMING, UNKNOWN -> true;
      case FAILED, DELIVERED -> false;
    };
  }
}
