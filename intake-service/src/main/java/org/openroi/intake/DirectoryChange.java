package org.openroi.intake;

/** What became of a change to the requester directory or the allow-list. */
public enum DirectoryChange {
  DONE,
  /** There is no such entry, or none at a facility of the caller. */
  NOT_FOUND,
  /** It would give or take a facility that is not the caller's. */
  FACILITY_NOT_ALLOWED,
  /** The patient whom the requester is said to be is not known at a facility of the caller. */
  PATIENT_NOT_KNOWN
}
