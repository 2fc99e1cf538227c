package org.openroi.authorization.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.openroi.authorization.policy.Authorization;
import org.openroi.authorization.policy.Revocation;
import org.openroi.event.AuthorizationId;

/**
 * An authorization on record.
 *
 * @param form as it was recorded
 * @param revocation absent while it is not revoked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuthorizationView(
    AuthorizationId authorization, NewAuthorization form, @Nullable RevocationView revocation) {

  static AuthorizationView of(Authorization authorization) {
    Revocation revocation = authorization.revocation();
    return new AuthorizationView(
        authorization.id(),
        NewAuthorization.of(authorization),
        revocation == null
            ? null
            : new RevocationView(
                revocation.receivedAt(), revocation.documentSha256(), revocation.effectiveAt()));
  }

  /**
   * @param effectiveAt from then on not a byte leaves under the authorization; absent before
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RevocationView(
      Instant receivedAt, @Nullable String documentSha256, @Nullable Instant effectiveAt) {}
}
