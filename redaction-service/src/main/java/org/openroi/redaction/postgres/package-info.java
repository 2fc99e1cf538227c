/**
 * The ports on PostgreSQL, and the inbox and outbox of this service.
 *
 * <p>What was left out of a package is sealed; the columns hold ids, codes, instants and hashes
 * only, and events as they came.
 */
@NullMarked
package org.openroi.redaction.postgres;

import org.jspecify.annotations.NullMarked;
