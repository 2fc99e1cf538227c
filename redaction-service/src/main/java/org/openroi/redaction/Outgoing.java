package org.openroi.redaction;

import org.jspecify.annotations.Nullable;
import org.openroi.redaction.Attempt.State;

/**
 * A parcel on its way.
 *
 * @param last the last attempt to send it; absent before the first. Every earlier one has failed
 */
public record Outgoing(Parcel parcel, @Nullable Attempt last) {

  /** The attempt that is not settled yet. */
  public @Nullable Attempt open() {
    return last != null && last.isOpen() ? last : null;
  }

  public int attempts() {
    return last == null ? 0 : last.number();
  }

  Outgoing with(Attempt attempt) {
    return new Outgoing(parcel, attempt);
  }

  Outgoing settled(State state) {
    return last == null ? this : with(last.become(state));
  }
}
