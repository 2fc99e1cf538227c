package org.openroi.authorization.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openroi.event.PatientRef;
import org.openroi.event.RelationshipId;
import org.openroi.event.RelationshipKind;
import org.openroi.event.RequesterId;

/** A relationship of a made-up requester to a made-up patient; each test spoils one thing. */
public final class RelationshipFixture {
  public static final RequesterId PROVIDER = RequesterId.of("0b000000-0000-4000-8000-000000000003");
  public static final RequesterId INSURER = RequesterId.of("0b000000-0000-4000-8000-000000000004");

  public RelationshipId id = RelationshipId.of("0e000000-0000-4000-8000-000000000001");
  public PatientRef patient = AuthorizationFixture.PATIENT;
  public RequesterId requester;
  public RelationshipKind kind;
  public String facility = "main-campus";
  public @Nullable LocalDate from;
  public @Nullable LocalDate to;
  public boolean restrictionsChecked = true;
  public Instant recordedAt = Instant.parse("2026-11-01T09:00:00Z");
  public @Nullable LocalDate validUntil;

  private RelationshipFixture(RequesterId requester, RelationshipKind kind) {
    this.requester = requester;
    this.kind = kind;
  }

  /** The provider treats the patient. */
  public static RelationshipFixture treatment() {
    return new RelationshipFixture(PROVIDER, RelationshipKind.TREATMENT);
  }

  /** The insurer pays for four days of March. */
  public static RelationshipFixture coverage() {
    RelationshipFixture coverage = new RelationshipFixture(INSURER, RelationshipKind.COVERAGE);
    coverage.from = LocalDate.parse("2026-03-01");
    coverage.to = LocalDate.parse("2026-03-04");
    return coverage;
  }

  public RelationshipFixture fresh() {
    id = new RelationshipId(UUID.randomUUID());
    return this;
  }

  public Relationship build() {
    return new Relationship(
        id,
        patient,
        requester,
        kind,
        facility,
        from,
        to,
        restrictionsChecked,
        recordedAt,
        validUntil);
  }
}
