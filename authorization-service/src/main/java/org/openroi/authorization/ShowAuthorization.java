package org.openroi.authorization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.Set;
import org.openroi.authorization.policy.Authorization;
import org.openroi.event.AuthorizationId;

/** Shows an authorization to those of its facility; to others it is as good as unknown. */
@ApplicationScoped
public class ShowAuthorization {
  private final Authorizations authorizations;

  public ShowAuthorization(Authorizations authorizations) {
    this.authorizations = authorizations;
  }

  @Transactional
  public Optional<Authorization> show(AuthorizationId authorization, Set<String> facilities) {
    return authorizations.find(authorization).filter(each -> facilities.contains(each.facility()));
  }
}
