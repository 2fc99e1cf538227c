package org.openroi.redaction;

import org.openroi.event.StopClass;

/** What became of a package that was to be made. */
public sealed interface SealOutcome {
  Ledger ledger();

  /**
   * @param items resources and documents in it
   * @param keyFingerprint of the recipient's key
   * @param cutVersion the version of the rules and value sets
   */
  record Sealed(
      StoredPackage pack,
      String manifestSha256,
      int items,
      String keyFingerprint,
      String cutVersion,
      Ledger ledger)
      implements SealOutcome {}

  /** Nothing goes until a person has looked. */
  record Stopped(StopClass reason, Ledger ledger) implements SealOutcome {}
}
