package org.openroi.event;

/** Where a release stands. The one declared automaton of a release's states. */
public enum ReleaseStatus {
  RECEIVED,
  HELD,
  AUTHORIZED,
  DENIED,
  /** The package is sealed and waits to be sent. */
  PREPARED,
  /** The recipient has it. */
  DELIVERED,
  /** A person must look before anything goes. */
  STOPPED;

  /** Whether a release in this state may be found in {@code next} after one more event. */
  public boolean mayBecome(ReleaseStatus next) {
    return switch (this) {
      case RECEIVED, HELD, STOPPED -> next != RECEIVED;
      case AUTHORIZED -> next != RECEIVED && next != AUTHORIZED;
      case PREPARED -> next != RECEIVED && next != PREPARED;
      // What was under way under a permit when the revocation came has gone; it was not effective.
      case DENIED -> next == DELIVERED;
      case DELIVERED -> false;
    };
  }
}
