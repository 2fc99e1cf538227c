package org.openroi.intake;

import org.openroi.event.EventEnvelope;

/** Where facts go. */
public interface Events {
  /**
   * Publishes within the caller's transaction: the fact goes out if and only if that commits. The
   * event's version is assigned on the way.
   */
  void publish(EventEnvelope event);
}
