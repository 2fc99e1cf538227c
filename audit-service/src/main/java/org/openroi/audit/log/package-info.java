/**
 * The verifiable log as values and functions: an RFC 6962 Merkle tree over SHA-256, its inclusion
 * and consistency proofs, and checkpoints signed as C2SP notes.
 *
 * <p>No store, no clock, no annotations. The formats are those of c2sp.org (signed-note,
 * tlog-checkpoint, tlog-tiles), so that other people's tools read this log.
 */
@NullMarked
package org.openroi.audit.log;

import org.jspecify.annotations.NullMarked;
