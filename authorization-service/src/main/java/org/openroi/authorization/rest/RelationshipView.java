package org.openroi.authorization.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.openroi.authorization.policy.Relationship;
import org.openroi.event.PatientRef;
import org.openroi.event.RelationshipId;
import org.openroi.event.RelationshipKind;
import org.openroi.event.RequesterId;

/** A relationship on record. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RelationshipView(
    RelationshipId relationship,
    String facility,
    PatientRef patient,
    RequesterId requester,
    RelationshipKind kind,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    boolean restrictionsChecked,
    @Nullable LocalDate validUntil,
    Instant recordedAt) {

  static RelationshipView of(Relationship on) {
    return new RelationshipView(
        on.id(),
        on.facility(),
        on.patient(),
        on.requester(),
        on.kind(),
        on.from(),
        on.to(),
        on.restrictionsChecked(),
        on.validUntil(),
        on.recordedAt());
  }
}
