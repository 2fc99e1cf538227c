/**
 * Inbox, outbox and relay on PostgreSQL: plain JDBC in the caller's JTA transaction, in bulk.
 *
 * <p>Knows events as bytes with an identity and a version. No business rule, no entity, no
 * framework.
 */
@NullMarked
package org.openroi.outbox;

import org.jspecify.annotations.NullMarked;
