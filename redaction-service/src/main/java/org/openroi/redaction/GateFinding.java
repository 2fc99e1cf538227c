package org.openroi.redaction;

/** What the gate found. Says nothing of where, or of what. */
public enum GateFinding {
  UNREADABLE,
  ANOTHER_PATIENT,
  RECORD_TYPE,
  DATE,
  CODE,
  WORD,
  REFERENCE_TO_WITHHELD,
  NARRATIVE
}
