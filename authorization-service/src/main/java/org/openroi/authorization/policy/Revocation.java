package org.openroi.authorization.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A written revocation (45 CFR 164.508(b)(5)).
 *
 * @param receivedAt when the custodian received it; it is effective from then on
 * @param documentSha256 SHA-256 of the scanned letter, lower-case hexadecimal
 */
public record Revocation(Instant receivedAt, @Nullable String documentSha256) {}
