package org.openroi.authorization.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openroi.authorization.policy.Revocation;

/**
 * A written revocation, as it is posted.
 *
 * @param receivedAt when the custodian received it
 * @param documentSha256 of the scanned letter
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NewRevocation(@Nullable Instant receivedAt, @Nullable String documentSha256) {
  Revocation revocation(Instant asOf) {
    new Required()
        .past("receivedAt", receivedAt, asOf)
        .optionalSha256("documentSha256", documentSha256)
        .orRefuse();
    return new Revocation(Objects.requireNonNull(receivedAt), documentSha256, null);
  }
}
