/**
 * Kafka at the edge of a service: batches of bytes in, settings of producers and consumers,
 * start-up checks, and the port of the store that a batch is committed to.
 *
 * <p>Plain Java on kafka-clients. No framework, no database and no business rule.
 */
@NullMarked
package org.openroi.kafka;

import org.jspecify.annotations.NullMarked;
