package org.openroi.audit;

import java.util.List;
import org.openroi.audit.log.Hash;

/**
 * What verification found.
 *
 * @param log the log's origin
 * @param entries how many were read
 * @param bytes of all entries together
 * @param checkpoints in the database
 * @param exported checkpoints in the export
 * @param root over all entries, as far as there is no gap
 * @param unsigned entries after the newest checkpoint
 * @param findings the first of them; none in a sound log
 * @param findingsInAll how many there were
 */
public record Verification(
    String log,
    long entries,
    long bytes,
    long checkpoints,
    long exported,
    Hash root,
    long unsigned,
    List<Finding> findings,
    long findingsInAll) {

  /**
   * One thing that is wrong.
   *
   * @param sequence the place in the log that it points to
   * @param what in plain words, without any value of the entry
   */
  public record Finding(long sequence, String what) {}

  public Verification {
    findings = List.copyOf(findings);
  }

  public boolean isSound() {
    return findingsInAll == 0;
  }
}
