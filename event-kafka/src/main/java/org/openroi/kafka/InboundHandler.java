package org.openroi.kafka;

import org.openroi.event.EventEnvelope;

/**
 * Applies one event inside the batch's transaction. A refusal is a value that the handler stores;
 * {@link org.openroi.event.InvalidEvent} means that this event can never be applied, any other
 * exception that it could not be, or that the store is broken.
 */
@FunctionalInterface
public interface InboundHandler {
  void on(EventEnvelope event, InboundRecord record);
}
