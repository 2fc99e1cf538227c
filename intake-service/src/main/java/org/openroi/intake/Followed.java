package org.openroi.intake;

/** What a decision did to the status of its release. */
public enum Followed {
  MOVED,
  /** It may not go there from where it stands, or it stands there already. */
  STAYED,
  /** There is no such release here. */
  UNKNOWN
}
