package org.openroi.intake;

import org.openroi.event.PatientIdentifier;

/** The patient as the submission names them. Cannot print itself. */
public sealed interface SubmittedPatient {
  record Plain(PatientIdentifier identifier) implements SubmittedPatient {}

  /**
   * @param jwe compact JWE to intake's key
   */
  record Encrypted(String jwe) implements SubmittedPatient {
    @Override
    public String toString() {
      return "Encrypted[masked]";
    }
  }
}
