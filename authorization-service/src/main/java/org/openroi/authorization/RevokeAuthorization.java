package org.openroi.authorization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.openroi.authorization.policy.Authorization;
import org.openroi.authorization.policy.Custodian;
import org.openroi.authorization.policy.Revocation;
import org.openroi.event.AuthorizationId;
import org.openroi.event.AuthorizationRevoked;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.Publisher;

/**
 * Revokes an authorization (45 CFR 164.508(b)(5)), and withdraws what was authorized under it in
 * the same transaction: once this is committed, no decision of ours rests on it.
 */
@ApplicationScoped
public class RevokeAuthorization {
  private final Authorizations authorizations;
  private final Releases releases;
  private final DecideRelease decideRelease;
  private final Events events;
  private final Custodian custodian;

  public RevokeAuthorization(
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
   * @param facilities the caller's; an authorization of another is as good as unknown
   * @param id of the event that says so
   * @return the revoked authorization, with its first revocation; empty when it is unknown
   */
  @Transactional
  public Optional<Authorization> revoke(
      AuthorizationId authorization,
      Set<String> facilities,
      Revocation revocation,
      EventId id,
      Instant asOf) {
    Optional<Authorization> found =
        authorizations
            .forRevocation(authorization)
            .filter(each -> facilities.contains(each.facility()));
    if (found.isEmpty() || found.get().revocation() != null) {
      return found;
    }
    Authorization revoked = found.get().revoked(revocation);
    authorizations.revoke(authorization, revocation);
    events.publish(
        new EventEnvelope(
            id,
            Publisher.AUTHORIZATION.source(),
            asOf,
            custodian.code(),
            revoked.facility(),
            null,
            0,
            new AuthorizationRevoked(authorization, revoked.patient(), revocation.receivedAt())));
    decideRelease.decideAgain(releases.relyingOn(authorization), id, asOf);
    return Optional.of(revoked);
  }
}
