package org.openroi.event;

/** Staff recorded what a requester is to a patient. The details stay with authorization. */
public record RelationshipRecorded(
    RelationshipId relationship, PatientRef patient, RequesterId requester, RelationshipKind kind)
    implements ReleaseEvent {
  public RelationshipRecorded {
    Checks.present("relationship", relationship);
    Checks.present("patient", patient);
    Checks.present("requester", requester);
    Checks.present("kind", kind);
  }

  @Override
  public String subject() {
    return relationship.toString();
  }
}
