/** Kafka: one listener per inbound topic, their batches, and the checks before the start. */
@NullMarked
package org.openroi.redaction.kafka;

import org.jspecify.annotations.NullMarked;
