package org.openroi.systemtests.checker;

import java.util.List;

/**
 * What the audit store holds.
 *
 * @param publicKey of the log, X.509 form of an Ed25519 key
 * @param entries in order of their sequence
 * @param checkpoints every signed note that ever left the log
 */
public record AuditLog(byte[] publicKey, List<Entry> entries, List<String> checkpoints) {

  /**
   * A stored document.
   *
   * @param leafHash as it stands in the document, lower-case hexadecimal
   * @param event what its queryable fields say it is
   */
  public record Entry(long sequence, byte[] bytes, String leafHash, EventKey event) {}
}
