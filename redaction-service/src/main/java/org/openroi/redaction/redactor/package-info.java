/**
 * Cuts a record, as bytes: survey, labels, rules, splice. Values and functions: no ports, no clock,
 * no model of FHIR. What is let through is the source's, byte for byte.
 */
@NullMarked
package org.openroi.redaction.redactor;

import org.jspecify.annotations.NullMarked;
