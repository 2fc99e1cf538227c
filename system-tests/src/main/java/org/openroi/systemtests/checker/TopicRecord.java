package org.openroi.systemtests.checker;

import org.jspecify.annotations.Nullable;
import org.openroi.event.EventEnvelope;

/**
 * A record as it lies in a topic.
 *
 * @param sha256 of its value, lower-case hexadecimal
 * @param event what it says; absent when it is not an event that may stand on this topic
 */
public record TopicRecord(Coordinates at, String sha256, @Nullable EventEnvelope event) {}
