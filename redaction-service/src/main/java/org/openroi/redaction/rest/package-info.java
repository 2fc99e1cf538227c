/**
 * HTTP: the REST interface. Who may call what, what a body must hold, and every refusal as
 * problem+json (RFC 9457) that quotes no input.
 */
@NullMarked
package org.openroi.redaction.rest;

import org.jspecify.annotations.NullMarked;
