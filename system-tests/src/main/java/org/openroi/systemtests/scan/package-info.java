/**
 * What may be in a package, worked out a second time: an oracle on trees, written from the rules
 * and from no service's code, and a scan of what was really in it. Shares nothing with redaction
 * but the facts of the event contract.
 */
@NullMarked
package org.openroi.systemtests.scan;

import org.jspecify.annotations.NullMarked;
