/**
 * Which sensitive categories a code or a word belongs to. Values and functions: no ports, no clock.
 */
@NullMarked
package org.openroi.redaction.label;

import org.jspecify.annotations.NullMarked;
