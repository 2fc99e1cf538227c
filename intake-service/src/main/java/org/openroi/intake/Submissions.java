package org.openroi.intake;

import java.util.Optional;
import org.openroi.event.ReleaseId;
import org.openroi.event.SubmissionRefusal;

/** What became of every submission, by its key. The memory that makes a retry harmless. */
public interface Submissions {
  /**
   * Takes the key for this submission, as accepted, unless it is taken. Of two that race for a key,
   * the second waits until the first is committed or undone.
   *
   * @return the earlier submission under this key, or nothing when the key is now ours
   */
  Optional<Earlier> claim(SubmissionKey key, String bodySha256, ReleaseId release);

  /** Notes that the claimed submission was refused; a retry gets the same refusal. */
  void refuse(SubmissionKey key, SubmissionRefusal reason);

  /** Gives the claimed key back, as if nothing had come. */
  void forget(SubmissionKey key);

  /**
   * An earlier submission under the same key.
   *
   * @param sameBody whether it had the same body
   * @param outcome what became of it
   */
  record Earlier(boolean sameBody, Submission outcome) {}
}
