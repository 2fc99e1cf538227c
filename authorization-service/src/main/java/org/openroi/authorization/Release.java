package org.openroi.authorization;

import org.jspecify.annotations.Nullable;
import org.openroi.authorization.policy.Decision;
import org.openroi.authorization.policy.ReleaseRequest;
import org.openroi.event.AuthorizationId;

/**
 * A release as it stands.
 *
 * @param latest the latest decision; absent before the first
 */
public record Release(ReleaseRequest request, @Nullable DecisionOnRecord latest) {

  /** The authorization that it rests on: the one it was authorized under, else the one it names. */
  @Nullable AuthorizationId reliesOn() {
    return latest != null
            && latest.decision() instanceof Decision.Authorized authorized
            && authorized.authorization() != null
        ? authorized.authorization()
        : request.authorization();
  }

  /** Whether this decision, made now, says what the latest one does: the same may go. */
  boolean isConfirmedBy(Decision decision) {
    return latest != null
        && latest.decision() instanceof Decision.Authorized standing
        && decision instanceof Decision.Authorized now
        && standing.allowsTheSameAs(now);
  }

  /** Whether this decision would say something new. A denial stands, and so does a first yes. */
  boolean mayBecome(Decision decision) {
    if (latest == null) {
      return true;
    }
    return switch (latest.decision()) {
      case Decision.Denied _ -> false;
      case Decision.Authorized _ -> !(decision instanceof Decision.Authorized);
      case Decision.Held held -> !held.equals(decision);
    };
  }

  boolean isDenied() {
    return latest != null && latest.decision() instanceof Decision.Denied;
  }

  int nextVersion() {
    return latest == null ? 1 : latest.version() + 1;
  }
}
