/**
 * What may go is cut from the record, sealed to its recipient and delivered, once: the use cases
 * and their ports.
 *
 * <p>The labels and the cut are in the pure cores {@code label} and {@code redactor}, technology in
 * the adapters. Time, identity and causes come in as parameters.
 */
@NullMarked
package org.openroi.redaction;

import org.jspecify.annotations.NullMarked;
