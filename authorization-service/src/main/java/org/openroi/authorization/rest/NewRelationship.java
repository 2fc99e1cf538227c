package org.openroi.authorization.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openroi.authorization.policy.Relationship;
import org.openroi.event.PatientRef;
import org.openroi.event.RelationshipId;
import org.openroi.event.RelationshipKind;
import org.openroi.event.RequesterId;

/**
 * What a requester is to a patient, as staff post it.
 *
 * @param from of a treatment its first day; of a coverage the claim's first day of service
 * @param to the last such day, inclusive
 * @param restrictionsChecked whether staff attest that no restriction bars the disclosure (45 CFR
 *     164.522(a)); left out means that nobody does
 * @param validUntil the last day on which it may be relied on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NewRelationship(
    @Nullable String facility,
    @Nullable PatientRef patient,
    @Nullable RequesterId requester,
    @Nullable RelationshipKind kind,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    @Nullable Boolean restrictionsChecked,
    @Nullable LocalDate validUntil) {

  Relationship relationship(RelationshipId id, Instant asOf) {
    new Required()
        .code("facility", facility)
        .present("patient", patient)
        .present("requester", requester)
        .present("kind", kind)
        .that("to", from == null || to == null || !to.isBefore(from), "lies before from")
        .that(
            "kind",
            kind != RelationshipKind.COVERAGE || (from != null && to != null),
            "needs from and to, the claim's days of service")
        .fourDigitYear("from", from)
        .fourDigitYear("to", to)
        .fourDigitYear("validUntil", validUntil)
        .orRefuse();
    return new Relationship(
        id,
        Objects.requireNonNull(patient),
        Objects.requireNonNull(requester),
        Objects.requireNonNull(kind),
        Objects.requireNonNull(facility),
        from,
        to,
        Boolean.TRUE.equals(restrictionsChecked),
        asOf,
        validUntil);
  }

  @Override
  public String toString() {
    return "NewRelationship[masked]";
  }
}
