package org.openroi.authorization.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A written revocation (45 CFR 164.508(b)(5)).
 *
 * @param receivedAt when the custodian received it; nothing more is authorized from when it is
 *     recorded
 * @param documentSha256 SHA-256 of the scanned letter, lower-case hexadecimal
 * @param effectiveAt from then on not a byte leaves under the authorization; absent while a
 *     delivery that was under way may still end
 */
public record Revocation(
    Instant receivedAt, @Nullable String documentSha256, @Nullable Instant effectiveAt) {}
