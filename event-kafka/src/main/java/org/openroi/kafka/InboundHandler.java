package org.openroi.kafka;

import org.openroi.event.EventEnvelope;

/**
 * Applies one event inside the batch's transaction. A refusal is a value that the handler stores;
 * an exception means that this event could not be applied, or that the store is broken.
 */
@FunctionalInterface
public interface InboundHandler {
  void on(EventEnvelope event, InboundRecord record);
}
