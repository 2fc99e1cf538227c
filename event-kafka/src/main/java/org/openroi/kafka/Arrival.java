package org.openroi.kafka;

import org.openroi.event.EventEnvelope;

/** A record that could be read, and what it says. */
public record Arrival(InboundRecord record, EventEnvelope event) {}
