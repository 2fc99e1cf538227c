package org.openroi.intake;

import org.openroi.event.ReleaseId;
import org.openroi.event.SubmissionRefusal;

/** What became of a submission. */
public sealed interface Submission {
  record Accepted(ReleaseId release) implements Submission {}

  /** Nothing was stored as a request. */
  record Refused(SubmissionRefusal reason) implements Submission {}
}
