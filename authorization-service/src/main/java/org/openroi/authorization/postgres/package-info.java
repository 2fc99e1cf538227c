/**
 * The ports on PostgreSQL, and the inbox and outbox of this service.
 *
 * <p>What a form says, and the case that a decision rested on, are sealed; the columns beside them
 * hold ids, codes, instants and hashes only.
 */
@NullMarked
package org.openroi.authorization.postgres;

import org.jspecify.annotations.NullMarked;
