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
import org.openroi.intake.deadline.AccessDeadline;

/**
 * Moves a release along the one declared automaton ({@link ReleaseStatus#mayBecome}) as decisions
 * and disclosures come in, and says so. A step that the automaton does not know is never taken.
 *
 * <p>However the two topics interleave, a release ends in the same state: it keeps the highest
 * decision version that it has heard of. A disclosure of a higher one moves it straight on, and the
 * decision, when it comes, is no step any more; a disclosure of an older one is none either, except
 * that what was delivered was delivered.
 */
@ApplicationScoped
public class FollowRelease {
  private final IntakePolicy policy;
  private final Releases releases;
  private final Requesters requesters;
  private final Events events;

  public FollowRelease(
      IntakePolicy policy, Releases releases, Requesters requesters, Events events) {
    this.policy = policy;
    this.releases = releases;
    this.requesters = requesters;
    this.events = events;
  }

  /**
   * @param cause id of the event that says so
   */
  @Transactional
  public Followed follow(ReleaseId release, Progress progress, EventId cause) {
    Optional<Releases.Standing> found = releases.lock(release);
    if (found.isEmpty()) {
      return Followed.UNKNOWN;
    }
    Releases.Standing standing = found.get();
    int noted = standing.decisionVersion();
    if (progress.decisionVersion() > noted) {
      releases.note(release, progress.decisionVersion());
    }
    Step next = progress.next();
    if (!isNews(progress, noted) || !standing.current().leadsTo(next)) {
      return Followed.STAYED;
    }
    releases.move(release, next);
    ReleaseStatusChanged fact =
        new ReleaseStatusChanged(
            release,
            next.status(),
            next.waitingFor(),
            next.since(),
            next.stop(),
            standing.receivedAt(),
            standing.channel(),
            requesters
                .find(standing.requester())
                .flatMap(
                    requester ->
                        AccessDeadline.of(requester, standing.patient(), standing.receivedAt()))
                .orElse(null));
    events.publish(
        new EventEnvelope(
            EventId.following(cause, EventType.RELEASE_STATUS_CHANGED, fact.subject()),
            Publisher.INTAKE.source(),
            next.since(),
            policy.custodian(),
            standing.facility(),
            cause,
            0,
            fact));
    return Followed.MOVED;
  }

  private static boolean isNews(Progress progress, int noted) {
    return switch (progress) {
      case Progress.Decided decided -> decided.decisionVersion() > noted;
      case Progress.Disclosed disclosed ->
          disclosed.decisionVersion() >= noted
              || disclosed.next().status() == ReleaseStatus.DELIVERED;
    };
  }
}
