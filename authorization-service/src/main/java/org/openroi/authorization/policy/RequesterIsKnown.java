package org.openroi.authorization.policy;

import org.openroi.event.RequesterRegistered;

/** 45 CFR 164.514(h)(1): who asks must be known. {@link RequesterRegistered} re-decides. */
final class RequesterIsKnown implements Rule<ReleaseCase> {
  @Override
  public Finding check(ReleaseCase c) {
    return Finding.holdsUnless(c.requester() != null, HoldReason.REQUESTER_UNKNOWN);
  }
}
