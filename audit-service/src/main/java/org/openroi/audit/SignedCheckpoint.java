package org.openroi.audit;

import java.time.Instant;
import org.openroi.audit.log.Checkpoint;
import org.openroi.audit.log.SignedNote;

/**
 * A checkpoint that was signed.
 *
 * @param number 1, 2, 3… without a gap
 */
public record SignedCheckpoint(
    int number, Checkpoint checkpoint, SignedNote note, Instant signedAt) {}
