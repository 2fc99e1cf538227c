package org.openroi.intake;

/** What a decision or a disclosure did to the status of its release. */
public enum Followed {
  MOVED,
  /** It may not go there from where it stands, stands there already, or has heard of more. */
  STAYED,
  /** There is no such release here. */
  UNKNOWN
}
