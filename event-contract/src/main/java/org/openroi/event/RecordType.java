package org.openroi.event;

/** A kind of record that a request names and an authorization covers. */
public enum RecordType {
  /** The whole designated record set (45 CFR 164.501), psychotherapy notes excepted. */
  ENTIRE_RECORD,
  DISCHARGE_SUMMARY,
  HISTORY_AND_PHYSICAL,
  CONSULTATION_NOTE,
  PROGRESS_NOTE,
  OPERATIVE_NOTE,
  EMERGENCY_NOTE,
  LABORATORY_REPORT,
  PATHOLOGY_REPORT,
  IMAGING_REPORT,
  MEDICATIONS,
  ALLERGIES,
  IMMUNIZATIONS,
  PROBLEMS,
  PROCEDURES,
  VITAL_SIGNS,
  BILLING,
  /** Kept apart from the record (45 CFR 164.501); never part of {@link #ENTIRE_RECORD}. */
  PSYCHOTHERAPY_NOTES
}
