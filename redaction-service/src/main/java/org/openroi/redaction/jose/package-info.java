/** JOSE: opens the terms that authorization sealed to this service (RFC 7516). */
@NullMarked
package org.openroi.redaction.jose;

import org.jspecify.annotations.NullMarked;
