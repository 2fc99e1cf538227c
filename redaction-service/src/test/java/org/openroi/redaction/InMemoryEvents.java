package org.openroi.redaction;

import java.util.ArrayList;
import java.util.List;
import org.openroi.event.EventEnvelope;
import org.openroi.event.ReleaseEvent;

/**
 * {@link Events} that are kept, and refused where an id comes twice, as the outbox refuses them.
 */
final class InMemoryEvents implements Events {
  private List<EventEnvelope> published = new ArrayList<>();

  @Override
  public synchronized void publish(EventEnvelope event) {
    if (published.stream().anyMatch(each -> each.id().equals(event.id()))) {
      throw new IllegalStateException("an id that was published");
    }
    published.add(event);
  }

  synchronized List<EventEnvelope> all() {
    return List.copyOf(published);
  }

  synchronized List<ReleaseEvent> facts() {
    return published.stream().map(EventEnvelope::data).toList();
  }

  synchronized void restore(List<EventEnvelope> before) {
    published = new ArrayList<>(before);
  }
}
