/**
 * The audit service: every event of the suite in one verifiable log.
 *
 * <p>Use cases and ports. The log's mathematics are in {@code log}; MongoDB, Kafka and HTTP stay in
 * their adapters.
 */
@NullMarked
package org.openroi.audit;

import org.jspecify.annotations.NullMarked;
