package org.openroi.authorization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openroi.authorization.policy.Authorization;
import org.openroi.authorization.policy.Custodian;
import org.openroi.authorization.policy.Revocation;
import org.openroi.event.AuthorizationId;
import org.openroi.event.AuthorizationRevoked;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.EventType;
import org.openroi.event.Publisher;

/**
 * Carries a recorded revocation to its end: withdraws what was authorized under the authorization,
 * and then, once no permit under it is open, takes effect and says so. What of it is done already
 * is not done again, so that it may be tried at any time and by anybody.
 *
 * <p>Two transactions, so that none waits for a release while it holds an authorization: a permit
 * takes them the other way round.
 */
@ApplicationScoped
public class CompleteRevocation {
  private final Authorizations authorizations;
  private final Releases releases;
  private final Permits permits;
  private final DecideRelease decideRelease;
  private final Events events;
  private final Custodian custodian;

  public CompleteRevocation(
      Authorizations authorizations,
      Releases releases,
      Permits permits,
      DecideRelease decideRelease,
      Events events,
      Custodian custodian) {
    this.authorizations = authorizations;
    this.releases = releases;
    this.permits = permits;
    this.decideRelease = decideRelease;
    this.events = events;
    this.custodian = custodian;
  }

  /**
   * Does what can be done now of the revocation of this authorization, if it is revoked.
   *
   * @return the authorization as it stands then; empty when it is unknown
   */
  public Optional<Authorization> complete(AuthorizationId authorization, Instant asOf) {
    Optional<Authorization> found = find(authorization);
    if (found.filter(CompleteRevocation::isPending).isEmpty()) {
      return found;
    }
    withdraw(authorization, asOf);
    return takeEffect(authorization, asOf);
  }

  /** The authorizations whose revocation is not effective yet, the longest waiting first. */
  @Transactional
  public List<AuthorizationId> pending() {
    return authorizations.pendingRevocations();
  }

  @Transactional
  Optional<Authorization> find(AuthorizationId authorization) {
    return authorizations.find(authorization);
  }

  @Transactional
  void withdraw(AuthorizationId authorization, Instant asOf) {
    decideRelease.decideAgain(releases.relyingOn(authorization), event(authorization), asOf);
  }

  @Transactional
  Optional<Authorization> takeEffect(AuthorizationId authorization, Instant asOf) {
    Optional<Authorization> found = authorizations.forRevocation(authorization);
    if (found.filter(CompleteRevocation::isPending).isEmpty()
        || permits.isOpenUnder(authorization)) {
      return found;
    }
    Instant effectiveAt = authorizations.takeEffect(authorization);
    Authorization revoked = found.get().effective(effectiveAt);
    events.publish(
        new EventEnvelope(
            event(authorization),
            Publisher.AUTHORIZATION.source(),
            asOf,
            custodian.code(),
            revoked.facility(),
            null,
            0,
            new AuthorizationRevoked(authorization, revoked.patient(), effectiveAt)));
    return Optional.of(revoked);
  }

  private static boolean isPending(Authorization authorization) {
    Revocation revocation = authorization.revocation();
    return revocation != null && revocation.effectiveAt() == null;
  }

  /** An authorization is revoked once; so its id alone names the event, before it is published. */
  private static EventId event(AuthorizationId authorization) {
    return EventId.following(
        EventId.of(authorization.value()),
        EventType.AUTHORIZATION_REVOKED,
        authorization.toString());
  }
}
