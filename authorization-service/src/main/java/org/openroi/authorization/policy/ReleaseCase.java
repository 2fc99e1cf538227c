package org.openroi.authorization.policy;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.openroi.event.PatientRef;
import org.openroi.event.RequesterRegistered;

/**
 * Everything that a decision rests on. The same case always leads to the same decision, today and
 * in an audit years later.
 *
 * @param requester the requester's entry in the directory; absent while it has none
 * @param custodian who would disclose
 * @param asOf the moment of the decision
 */
public record ReleaseCase(
    ReleaseRequest request,
    @Nullable RequesterRegistered requester,
    Evidence evidence,
    Custodian custodian,
    Instant asOf) {

  LocalDate today() {
    return LocalDate.ofInstant(asOf, custodian.zone());
  }

  /** Whether the requester is the patient, as far as the directory knows. */
  boolean isAskedByThePatient() {
    PatientRef patient = request.patient();
    return patient != null && requester != null && patient.equals(requester.self());
  }
}
