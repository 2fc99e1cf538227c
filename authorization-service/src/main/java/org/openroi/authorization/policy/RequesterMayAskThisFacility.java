package org.openroi.authorization.policy;

import org.openroi.event.RequesterRegistered;

/** A requester asks the facilities that it is registered with, and no other. */
final class RequesterMayAskThisFacility implements Rule<ReleaseCase> {
  @Override
  public Finding check(ReleaseCase c) {
    RequesterRegistered requester = c.requester();
    return Finding.holdsUnless(
        requester == null || requester.facilities().contains(c.request().facility()),
        HoldReason.REQUESTER_FACILITY);
  }
}
