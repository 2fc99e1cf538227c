package org.openroi.redaction;

/** What the gate found. Says nothing of where, or of what. */
public enum GateFinding {
  /** Something in the package is not understood, so that nothing is known of it. */
  UNREADABLE,
  ANOTHER_PATIENT,
  RECORD_TYPE,
  ENCOUNTER,
  DATE,
  MINIMUM_NECESSARY,
  /** A code of a withheld category. */
  CODE,
  /** A security label of a withheld category, of a Part 2 program, or that no one explains. */
  LABEL,
  /** A word of a withheld category. */
  WORD,
  /** A document in which a withheld category could be mentioned. */
  DOCUMENT,
  REFERENCE_TO_WITHHELD,
  NARRATIVE,
  /** A bundle that says of itself what is true of the whole record only. */
  BUNDLE
}
