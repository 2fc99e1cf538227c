package org.openroi.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.EventType;
import org.openroi.event.Publisher;
import org.openroi.event.ReleaseId;
import org.openroi.event.ReleaseStatus;
import org.openroi.event.ReleaseStatusChanged;

/**
 * Moves a release along the one declared automaton ({@link ReleaseStatus#mayBecome}) as decisions
 * come in, and says so. A step that the automaton does not know is never taken.
 */
@ApplicationScoped
public class FollowRelease {
  private final IntakePolicy policy;
  private final Releases releases;
  private final Events events;

  public FollowRelease(IntakePolicy policy, Releases releases, Events events) {
    this.policy = policy;
    this.releases = releases;
    this.events = events;
  }

  /**
   * @param cause id of the event that says so
   */
  @Transactional
  public Followed follow(ReleaseId release, Step next, EventId cause) {
    Optional<Releases.Standing> standing = releases.lock(release);
    if (standing.isEmpty()) {
      return Followed.UNKNOWN;
    }
    if (!standing.get().current().leadsTo(next)) {
      return Followed.STAYED;
    }
    releases.move(release, next);
    ReleaseStatusChanged fact =
        new ReleaseStatusChanged(release, next.status(), next.waitingFor(), next.since());
    events.publish(
        new EventEnvelope(
            EventId.following(cause, EventType.RELEASE_STATUS_CHANGED, fact.subject()),
            Publisher.INTAKE.source(),
            next.since(),
            policy.custodian(),
            standing.get().facility(),
            cause,
            0,
            fact));
    return Followed.MOVED;
  }
}
