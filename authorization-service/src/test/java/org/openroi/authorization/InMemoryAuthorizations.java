package org.openroi.authorization;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openroi.authorization.policy.Authorization;
import org.openroi.authorization.policy.Revocation;
import org.openroi.event.AuthorizationId;
import org.openroi.event.PatientRef;
import org.openroi.event.RequesterId;

/** {@link Authorizations} for one thread: nobody has to wait. */
final class InMemoryAuthorizations implements Authorizations {
  private final Map<AuthorizationId, Authorization> all = new LinkedHashMap<>();
  private final InMemoryTime time;

  InMemoryAuthorizations(InMemoryTime time) {
    this.time = time;
  }

  @Override
  public void add(Authorization authorization) {
    if (all.putIfAbsent(authorization.id(), authorization) != null) {
      throw new IllegalStateException("is there already");
    }
  }

  @Override
  public Optional<Authorization> find(AuthorizationId authorization) {
    return Optional.ofNullable(all.get(authorization));
  }

  @Override
  public Optional<Authorization> forDecision(AuthorizationId authorization) {
    return find(authorization);
  }

  @Override
  public List<Authorization> forDecision(PatientRef patient, RequesterId recipient) {
    return all.values().stream()
        .filter(each -> each.patient().equals(patient) && each.revocation() == null)
        .filter(
            each ->
                each.form().recipients().stream()
                    .anyMatch(named -> recipient.equals(named.requester())))
        .toList();
  }

  @Override
  public Optional<Authorization> forRevocation(AuthorizationId authorization) {
    return find(authorization);
  }

  @Override
  public void revoke(AuthorizationId authorization, Revocation revocation) {
    all.computeIfPresent(authorization, (id, each) -> each.revoked(revocation));
  }

  @Override
  public Instant takeEffect(AuthorizationId authorization) {
    all.computeIfPresent(authorization, (id, each) -> each.effective(time.now()));
    return time.now();
  }

  @Override
  public List<AuthorizationId> pendingRevocations() {
    return all.values().stream()
        .filter(each -> each.revocation() != null && each.revocation().effectiveAt() == null)
        .sorted(Comparator.comparing(each -> each.revocation().receivedAt()))
        .map(Authorization::id)
        .toList();
  }
}
