/**
 * Kafka: one listener per inbound topic, its batches, the checks before the start, and what this
 * deployment allows of events.
 */
@NullMarked
package org.openroi.intake.kafka;

import org.jspecify.annotations.NullMarked;
