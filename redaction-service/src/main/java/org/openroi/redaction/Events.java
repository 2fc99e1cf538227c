package org.openroi.redaction;

import org.openroi.event.EventEnvelope;

/** Where facts go out. */
public interface Events {
  /**
   * Publishes in the caller's transaction: the event goes out if and only if that commits. Its
   * {@code subjectversion} is given on the way.
   */
  void publish(EventEnvelope event);
}
