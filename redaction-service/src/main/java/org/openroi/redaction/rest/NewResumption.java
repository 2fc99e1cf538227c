package org.openroi.redaction.rest;

import org.jspecify.annotations.Nullable;
import org.openroi.redaction.ResumeDisclosure;

/**
 * How a disclosure goes on that had stopped.
 *
 * @param outcome {@code RETRY}: it has not arrived, or nothing was in doubt; go on. {@code
 *     DELIVERED}: it has arrived
 */
record NewResumption(ResumeDisclosure.@Nullable Outcome outcome) {
  ResumeDisclosure.Outcome required() {
    return Required.present("outcome", outcome);
  }
}
