package org.openroi.event;

/** Where a release stands. The one declared automaton of a release's states. */
public enum ReleaseStatus {
  RECEIVED,
  HELD,
  AUTHORIZED,
  DENIED;

  /** Whether a release in this state may be found in {@code next} after one more event. */
  public boolean mayBecome(ReleaseStatus next) {
    return switch (this) {
      case RECEIVED, HELD -> next != RECEIVED;
      case AUTHORIZED -> next == DENIED || next == HELD;
      case DENIED -> false;
    };
  }
}
