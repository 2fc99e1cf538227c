package org.openroi.authorization.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.openroi.event.PatientRef;
import org.openroi.event.RelationshipId;
import org.openroi.event.RelationshipKind;
import org.openroi.event.RequesterId;

/**
 * What a requester is to a patient, as a member of staff recorded it (45 CFR 164.506(c)). A
 * requester's own word is never one.
 *
 * @param facility where it was recorded, and for whose releases it speaks
 * @param from of a treatment its first day; of a coverage the claim's first day of service
 * @param to the last such day, inclusive
 * @param restrictionsChecked staff attest that no restriction that was agreed to, or that must be
 *     honored, bars the disclosure (45 CFR 164.522(a))
 * @param validUntil the last day on which it may be relied on; absent means without end
 */
public record Relationship(
    RelationshipId id,
    PatientRef patient,
    RequesterId requester,
    RelationshipKind kind,
    String facility,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    boolean restrictionsChecked,
    Instant recordedAt,
    @Nullable LocalDate validUntil) {
  static final Comparator<Relationship> NEWEST_FIRST =
      Comparator.comparing(Relationship::recordedAt).reversed().thenComparing(Relationship::id);
}
