/** OpenPGP (RFC 9580, RFC 4880): packages sealed to a recipient's certificate. */
@NullMarked
package org.openroi.redaction.openpgp;

import org.jspecify.annotations.NullMarked;
