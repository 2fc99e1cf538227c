package org.openroi.redaction.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import org.openroi.event.EventEnvelope;
import org.openroi.outbox.Outbox;
import org.openroi.redaction.Events;

/** {@link Events} over the outbox. */
@ApplicationScoped
class OutboxEvents implements Events {
  private final Outbox outbox;

  OutboxEvents(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public void publish(EventEnvelope event) {
    outbox.append(event.type().topic().orElseThrow(), event);
  }
}
