package org.openroi.authorization.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.openroi.authorization.Relationships;
import org.openroi.authorization.policy.Relationship;
import org.openroi.event.PatientRef;
import org.openroi.event.RelationshipId;
import org.openroi.event.RelationshipKind;
import org.openroi.event.RequesterId;

/** {@link Relationships} in one table, to which rows are only ever added. */
@ApplicationScoped
class PostgresRelationships implements Relationships {
  private final RelationshipRows rows;
  private final Turns turns;

  PostgresRelationships(RelationshipRows rows, Turns turns) {
    this.rows = rows;
    this.turns = turns;
  }

  @Override
  public void add(Relationship relationship) {
    turns.change(Turns.About.PATIENT, relationship.patient().value());
    RelationshipRow row = new RelationshipRow();
    row.id = relationship.id().value();
    row.patient = relationship.patient().value();
    row.requester = relationship.requester().value();
    row.kind = relationship.kind().name();
    row.facility = relationship.facility();
    row.from = relationship.from();
    row.to = relationship.to();
    row.restrictionsChecked = relationship.restrictionsChecked();
    row.recordedAt = relationship.recordedAt();
    row.validUntil = relationship.validUntil();
    rows.persist(row);
  }

  @Override
  public Optional<Relationship> find(RelationshipId relationship) {
    return rows.findByIdOptional(relationship.value()).map(PostgresRelationships::relationship);
  }

  @Override
  public List<Relationship> forDecision(PatientRef patient, RequesterId requester) {
    turns.decide(Turns.About.PATIENT, patient.value());
    return rows
        .find("patient = ?1 and requester = ?2 order by id", patient.value(), requester.value())
        .stream()
        .map(PostgresRelationships::relationship)
        .toList();
  }

  private static Relationship relationship(RelationshipRow row) {
    return new Relationship(
        new RelationshipId(row.id),
        new PatientRef(row.patient),
        new RequesterId(row.requester),
        RelationshipKind.valueOf(row.kind),
        row.facility,
        row.from,
        row.to,
        row.restrictionsChecked,
        row.recordedAt,
        row.validUntil);
  }
}
