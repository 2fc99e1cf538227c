package org.openroi.authorization.policy;

/**
 * Nothing can be decided of a patient whom nobody knows; {@link org.openroi.event.PatientMatched}
 * re-decides.
 */
final class PatientIsKnown implements Rule<ReleaseCase> {
  @Override
  public Finding check(ReleaseCase c) {
    return Finding.holdsUnless(c.request().patient() != null, HoldReason.PATIENT_UNKNOWN);
  }
}
