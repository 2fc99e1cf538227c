/**
 * FHIR R4 by another program: the gate, on Jackson's streaming parser. It shares no code with the
 * cut.
 */
@NullMarked
package org.openroi.redaction.fhir;

import org.jspecify.annotations.NullMarked;
