package org.openroi.kafka;

/** What the store says of an arrival, given everything that arrived before it. */
public enum Admission {
  /** Never seen, and its turn: handle it. */
  NEW,
  /** Seen, with the same body: nothing to do. */
  DUPLICATE,
  /**
   * The same (source, id), or the same version of a subject, came before with another body: never
   * handled, quarantined, and an alarm.
   */
  OTHER_BODY,
  /** An earlier version of its subject is still missing: kept by the store until that one came. */
  PARKED,
  /** On a compacted topic, older than what was already handled: nothing to do. */
  STALE
}
