package org.openroi.intake;

import org.openroi.event.EventId;

/** Who submits. */
public sealed interface Origin {
  /** A signed-in person; the REST interface has checked role, facility and requester. */
  record Person() implements Origin {}

  /**
   * An integration engine; its rights stand in the allow-list.
   *
   * @param event id of its CloudEvent, the cause of whatever follows
   * @param coordinates where the event came in, as in {@link org.openroi.event.SubmissionRefused}
   */
  record Client(String name, EventId event, String coordinates) implements Origin {}
}
