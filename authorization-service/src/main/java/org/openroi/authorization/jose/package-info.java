/** JOSE: seals terms to the key of the service that discloses (RFC 7516). */
@NullMarked
package org.openroi.authorization.jose;

import org.jspecify.annotations.NullMarked;
