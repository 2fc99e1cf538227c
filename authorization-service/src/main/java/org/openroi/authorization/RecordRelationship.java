package org.openroi.authorization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.openroi.authorization.policy.Custodian;
import org.openroi.authorization.policy.Relationship;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.Publisher;
import org.openroi.event.RelationshipRecorded;

/**
 * Records what a requester is to a patient (45 CFR 164.506(c)), and decides again what of the
 * patient's was held.
 */
@ApplicationScoped
public class RecordRelationship {
  private final Relationships relationships;
  private final Releases releases;
  private final DecideRelease decideRelease;
  private final Events events;
  private final Custodian custodian;

  public RecordRelationship(
      Relationships relationships,
      Releases releases,
      DecideRelease decideRelease,
      Events events,
      Custodian custodian) {
    this.relationships = relationships;
    this.releases = releases;
    this.decideRelease = decideRelease;
    this.events = events;
    this.custodian = custodian;
  }

  /**
   * @param id of the event that says so
   */
  @Transactional
  public void record(Relationship relationship, EventId id, Instant asOf) {
    relationships.add(relationship);
    events.publish(
        new EventEnvelope(
            id,
            Publisher.AUTHORIZATION.source(),
            asOf,
            custodian.code(),
            relationship.facility(),
            null,
            0,
            new RelationshipRecorded(
                relationship.id(),
                relationship.patient(),
                relationship.requester(),
                relationship.kind())));
    decideRelease.decideAgain(releases.heldOf(relationship.patient()), id, asOf);
  }
}
