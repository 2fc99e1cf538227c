package org.openroi.authorization.policy;

import org.openroi.event.RequesterRegistered;

/**
 * 45 CFR 164.514(h)(1) (VER-01, ROA-20): before any disclosure the identity of the person who asks
 * is verified. A code sent to a telephone verifies nobody.
 */
final class RequesterIdentityIsVerified implements Rule<ReleaseCase> {
  @Override
  public Finding check(ReleaseCase c) {
    RequesterRegistered requester = c.requester();
    return Finding.holdsUnless(
        requester == null || requester.verification().isVerified(), HoldReason.IDENTITY_UNVERIFIED);
  }
}
