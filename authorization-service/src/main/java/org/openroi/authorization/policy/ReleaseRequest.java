package org.openroi.authorization.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.openroi.event.AuthorizationId;
import org.openroi.event.PatientRef;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.ReleaseId;
import org.openroi.event.RequesterId;
import org.openroi.event.Scope;

/**
 * What was asked for.
 *
 * @param endpoint the code of the requester's end point to deliver to
 * @param purpose the requester's word, never a legal basis
 * @param authorization the one that the requester names, where it names one
 * @param patient absent while the patient is not known
 */
public record ReleaseRequest(
    ReleaseId release,
    String facility,
    RequesterId requester,
    String endpoint,
    PurposeOfUse purpose,
    Scope scope,
    @Nullable AuthorizationId authorization,
    @Nullable PatientRef patient,
    Instant receivedAt) {

  /** The same request, of a patient who is known now. */
  public ReleaseRequest of(PatientRef known) {
    return new ReleaseRequest(
        release, facility, requester, endpoint, purpose, scope, authorization, known, receivedAt);
  }
}
