package org.openroi.authorization;

import java.time.Instant;
import org.openroi.authorization.policy.Decision;
import org.openroi.event.ReleaseId;

/**
 * A decision as it stands on record.
 *
 * @param version 1, 2, 3… of its release
 * @param policyVersion the version of the rules that decided
 */
public record DecisionOnRecord(
    ReleaseId release, int version, Decision decision, String policyVersion, Instant decidedAt) {}
