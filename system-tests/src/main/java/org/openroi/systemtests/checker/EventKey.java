package org.openroi.systemtests.checker;

import org.openroi.event.EventEnvelope;

/** What an event is known by: its source and its id. */
public record EventKey(String source, String id) {
  static EventKey of(EventEnvelope event) {
    return new EventKey(event.source(), event.id().value());
  }

  @Override
  public String toString() {
    return source + "#" + id;
  }
}
