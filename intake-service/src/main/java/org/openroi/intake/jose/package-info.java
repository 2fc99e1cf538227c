/** JOSE: opens what was encrypted to intake's key (RFC 7516). */
@NullMarked
package org.openroi.intake.jose;

import org.jspecify.annotations.NullMarked;
