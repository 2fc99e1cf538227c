package org.openroi.audit.rest;

import java.util.List;
import org.openroi.audit.Verification;

/**
 * What a verification found.
 *
 * @param root base64
 * @param findings the first of them; empty for a sound log
 */
record VerificationView(
    String log,
    boolean sound,
    long entries,
    long checkpoints,
    long exportedCheckpoints,
    String root,
    long unsigned,
    List<FindingView> findings,
    long findingsInAll) {

  record FindingView(long sequence, String what) {}

  static VerificationView of(Verification found) {
    return new VerificationView(
        found.log(),
        found.isSound(),
        found.entries(),
        found.checkpoints(),
        found.exported(),
        found.root().base64(),
        found.unsigned(),
        found.findings().stream()
            .map(each -> new FindingView(each.sequence(), each.what()))
            .toList(),
        found.findingsInAll());
  }
}
