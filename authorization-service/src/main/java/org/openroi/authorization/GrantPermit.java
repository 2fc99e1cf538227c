package org.openroi.authorization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import org.openroi.authorization.policy.Decision;
import org.openroi.event.DeliveryId;
import org.openroi.event.EventId;
import org.openroi.event.ReleaseId;

/**
 * Says whether a delivery may go now: by the law and the evidence of this moment, and not by what
 * was decided before.
 *
 * <p>A permit and a revocation wait for each other: either the revocation is recorded first, and
 * there is no permit, or the permit is, and the revocation is not effective while it is open. When
 * the law says otherwise now, that decision is recorded and published instead.
 */
@ApplicationScoped
public class GrantPermit {
  private final Releases releases;
  private final Permits permits;
  private final DecideRelease decideRelease;

  public GrantPermit(Releases releases, Permits permits, DecideRelease decideRelease) {
    this.releases = releases;
    this.permits = permits;
    this.decideRelease = decideRelease;
  }

  /**
   * Grants a permit, or renews it.
   *
   * @param decisionVersion of the decision that the delivery rests on
   * @param asking names this asking, in case that it leads to a decision
   * @return empty when nobody requested the release
   */
  @Transactional
  public Optional<Permission> grant(
      ReleaseId release, DeliveryId delivery, int decisionVersion, EventId asking, Instant asOf) {
    return releases
        .lock(release)
        .map(standing -> grant(standing, delivery, decisionVersion, asking, asOf));
  }

  private Permission grant(
      Release standing, DeliveryId delivery, int decisionVersion, EventId asking, Instant asOf) {
    DecisionOnRecord latest = standing.latest();
    if (latest == null
        || latest.version() != decisionVersion
        || !(latest.decision() instanceof Decision.Authorized authorized)
        || !decideRelease.confirm(standing, asking, asOf)) {
      return new Permission.Refused(Permission.Reason.SUPERSEDED);
    }
    return new Permission.Granted(
        permits.grant(
            standing.request().release(), delivery, decisionVersion, authorized.authorization()));
  }
}
