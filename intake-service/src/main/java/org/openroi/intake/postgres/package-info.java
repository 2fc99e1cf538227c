/**
 * PostgreSQL: the rows, the ports of intake on them, and the outbox and inbox of this service.
 *
 * <p>Rows and SQL live here and nowhere else; no rule does.
 */
@NullMarked
package org.openroi.intake.postgres;

import org.jspecify.annotations.NullMarked;
