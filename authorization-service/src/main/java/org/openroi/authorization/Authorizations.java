package org.openroi.authorization;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openroi.authorization.policy.Authorization;
import org.openroi.authorization.policy.Revocation;
import org.openroi.event.AuthorizationId;
import org.openroi.event.PatientRef;
import org.openroi.event.RequesterId;

/** Every authorization that was recorded, the defective and the revoked ones too. */
public interface Authorizations {
  /**
   * Adds one that is new. Waits for the decisions under way about the patient; none begins before
   * this transaction ends.
   */
  void add(Authorization authorization);

  Optional<Authorization> find(AuthorizationId authorization);

  /** The authorization; it is not revoked before this transaction ends, unless it is already. */
  Optional<Authorization> forDecision(AuthorizationId authorization);

  /**
   * The patient's authorizations that are not revoked and name this entry of the directory as a
   * recipient. None is added or revoked before this transaction ends.
   */
  List<Authorization> forDecision(PatientRef patient, RequesterId recipient);

  /**
   * The authorization, to be revoked. Waits for the decisions under way that rely on it; none
   * begins before this transaction ends.
   */
  Optional<Authorization> forRevocation(AuthorizationId authorization);

  /** Revokes one that {@link #forRevocation} gave. */
  void revoke(AuthorizationId authorization, Revocation revocation);

  /**
   * Makes the revocation of one that {@link #forRevocation} gave effective.
   *
   * @return from when on, by the clock that permits end by
   */
  Instant takeEffect(AuthorizationId authorization);

  /** Those that are revoked and whose revocation is not effective yet, the oldest first. */
  List<AuthorizationId> pendingRevocations();
}
