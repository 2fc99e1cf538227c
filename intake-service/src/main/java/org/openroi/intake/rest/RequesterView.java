package org.openroi.intake.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openroi.event.Endpoint;
import org.openroi.event.PatientRef;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterKind;
import org.openroi.event.RequesterRegistered;
import org.openroi.event.VerificationLevel;

/** An entry of the requester directory. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RequesterView(
    RequesterId requester,
    RequesterKind kind,
    @Nullable String name,
    VerificationLevel verification,
    Set<String> facilities,
    Set<Endpoint> endpoints,
    @Nullable PatientRef self,
    boolean active) {
  static RequesterView of(RequesterRegistered entry) {
    return new RequesterView(
        entry.requester(),
        entry.kind(),
        entry.name(),
        entry.verification(),
        entry.facilities(),
        entry.endpoints(),
        entry.self(),
        entry.active());
  }
}
