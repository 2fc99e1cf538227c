package org.openroi.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.ReleaseEvent;

/** Takes an event id once, as the outbox does. */
final class InMemoryEvents implements Events {
  private final List<EventEnvelope> published = new ArrayList<>();
  private final Set<EventId> ids = new HashSet<>();

  @Override
  public void publish(EventEnvelope event) {
    if (!ids.add(event.id())) {
      throw new IllegalStateException("published twice: " + event.type());
    }
    published.add(event);
  }

  List<EventEnvelope> published() {
    return List.copyOf(published);
  }

  List<ReleaseEvent> facts() {
    return published.stream().map(EventEnvelope::data).toList();
  }
}
