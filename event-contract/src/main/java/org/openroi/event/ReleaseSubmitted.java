package org.openroi.event;

import org.jspecify.annotations.Nullable;

/**
 * An integration engine asks for a release. It is a claim, not a fact of ours: intake checks it,
 * and says what became of it with {@link SubmissionAccepted} or {@link SubmissionRefused}.
 *
 * @param clientReference the engine's own name for the request; must not identify a patient
 * @param patient the identifier in plain, or {@code null} when {@code patientJwe} is given
 * @param patientJwe the identifier as a compact JWE to intake's key; its payload is the JSON of
 *     {@link PatientIdentifier}
 * @param requester who asks, an entry of the requester directory
 * @param endpoint the code of the requester's registered end point to deliver to
 * @param authorization the authorization relied on, where the requester names one
 */
public record ReleaseSubmitted(
    String clientReference,
    @Nullable PatientIdentifier patient,
    @Nullable String patientJwe,
    RequesterId requester,
    String endpoint,
    PurposeOfUse purpose,
    Scope scope,
    @Nullable AuthorizationId authorization)
    implements ReleaseEvent {
  private static final int MAX_JWE = 4_096;

  public ReleaseSubmitted {
    Checks.code("clientReference", clientReference);
    if ((patient == null) == (patientJwe == null)) {
      throw new Checks.InvalidField("patient");
    }
    if (patientJwe != null) {
      Checks.compactJwe("patientJwe", patientJwe, MAX_JWE);
    }
    Checks.present("requester", requester);
    Checks.code("endpoint", endpoint);
    Checks.present("purpose", purpose);
    Checks.present("scope", scope);
  }

  @Override
  public String subject() {
    return clientReference;
  }
}
