package org.openroi.intake.rest;

import org.jspecify.annotations.Nullable;
import org.openroi.event.AuthorizationId;
import org.openroi.event.PatientIdentifier;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.RequesterId;
import org.openroi.event.Scope;

/**
 * A request for records, as it is posted.
 *
 * @param patient the identifier in plain, or {@code patientJwe}
 * @param patientJwe the identifier as compact JWE to intake's key
 * @param endpoint code of the requester's registered end point
 */
record NewRelease(
    @Nullable String facility,
    @Nullable String clientReference,
    @Nullable PatientIdentifier patient,
    @Nullable String patientJwe,
    @Nullable RequesterId requester,
    @Nullable String endpoint,
    @Nullable PurposeOfUse purpose,
    @Nullable Scope scope,
    @Nullable AuthorizationId authorization) {

  void check() {
    boolean one = (patient == null) != (patientJwe == null);
    boolean fits = patientJwe == null || patientJwe.length() <= 4_096;
    new Required()
        .code("facility", facility)
        .optionalCode("clientReference", clientReference)
        .that("patient", one, "is missing, or given twice")
        .that("patientJwe", fits, "is not valid")
        .present("requester", requester)
        .code("endpoint", endpoint)
        .present("purpose", purpose)
        .present("scope", scope)
        .orRefuse();
  }

  @Override
  public String toString() {
    return "NewRelease[masked]";
  }
}
