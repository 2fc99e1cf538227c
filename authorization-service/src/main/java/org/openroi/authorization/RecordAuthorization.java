package org.openroi.authorization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.openroi.authorization.policy.Authorization;
import org.openroi.authorization.policy.Custodian;
import org.openroi.event.AuthorizationRecorded;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.Publisher;

/**
 * Records a signed authorization as it is, its defects included, and decides again what of the
 * patient's was held.
 */
@ApplicationScoped
public class RecordAuthorization {
  private final Authorizations authorizations;
  private final Releases releases;
  private final DecideRelease decideRelease;
  private final Events events;
  private final Custodian custodian;

  public RecordAuthorization(
      Authorizations authorizations,
      Releases releases,
      DecideRelease decideRelease,
      Events events,
      Custodian custodian) {
    this.authorizations = authorizations;
    this.releases = releases;
    this.decideRelease = decideRelease;
    this.events = events;
    this.custodian = custodian;
  }

  /**
   * @param id of the event that says so
   */
  @Transactional
  public void record(Authorization authorization, EventId id, Instant asOf) {
    authorizations.add(authorization);
    events.publish(
        new EventEnvelope(
            id,
            Publisher.AUTHORIZATION.source(),
            asOf,
            custodian.code(),
            authorization.facility(),
            null,
            0,
            new AuthorizationRecorded(authorization.id(), authorization.patient())));
    decideRelease.decideAgain(releases.heldOf(authorization.patient()), id, asOf);
  }
}
