package org.openroi.authorization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.openroi.authorization.policy.Authorization;
import org.openroi.authorization.policy.Revocation;
import org.openroi.event.AuthorizationId;

/**
 * Revokes an authorization (45 CFR 164.508(b)(5)). Once this has answered, no decision of ours
 * rests on it and no permit is given or renewed under it; once it has answered with {@link
 * Revocation#effectiveAt}, no permit under it is open either.
 *
 * <p>If it fails on the way, the revocation may be on record all the same. It binds from there on,
 * and {@link CompleteRevocation} finishes it.
 */
@ApplicationScoped
public class RevokeAuthorization {
  private final Authorizations authorizations;
  private final CompleteRevocation completeRevocation;

  public RevokeAuthorization(Authorizations authorizations, CompleteRevocation completeRevocation) {
    this.authorizations = authorizations;
    this.completeRevocation = completeRevocation;
  }

  /**
   * @param facilities the caller's; an authorization of another is as good as unknown
   * @return the revoked authorization, with its first revocation, as it stands; empty when it is
   *     unknown
   */
  public Optional<Authorization> revoke(
      AuthorizationId authorization, Set<String> facilities, Revocation revocation, Instant asOf) {
    return accept(authorization, facilities, revocation)
        ? completeRevocation.complete(authorization, asOf)
        : Optional.empty();
  }

  /** From the end of this transaction on, the authorization is a basis for nothing. */
  @Transactional
  boolean accept(AuthorizationId authorization, Set<String> facilities, Revocation revocation) {
    Optional<Authorization> found =
        authorizations
            .forRevocation(authorization)
            .filter(each -> facilities.contains(each.facility()));
    if (found.isPresent() && found.get().revocation() == null) {
      authorizations.revoke(authorization, revocation);
    }
    return found.isPresent();
  }
}
