package org.openroi.authorization.policy;

import org.openroi.event.RequesterRegistered;

/** A closed entry of the directory asks for nothing by itself; a person must look. */
final class RequesterIsActive implements Rule<ReleaseCase> {
  @Override
  public Finding check(ReleaseCase c) {
    RequesterRegistered requester = c.requester();
    return Finding.holdsUnless(
        requester == null || requester.active(), HoldReason.REQUESTER_INACTIVE);
  }
}
