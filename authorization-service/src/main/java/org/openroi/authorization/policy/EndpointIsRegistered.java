package org.openroi.authorization.policy;

import org.openroi.event.Endpoint;
import org.openroi.event.RequesterRegistered;

/**
 * Delivery goes to an end point that the directory knows. What intake checked may have changed
 * since.
 */
final class EndpointIsRegistered implements Rule<ReleaseCase> {
  @Override
  public Finding check(ReleaseCase c) {
    RequesterRegistered requester = c.requester();
    if (requester == null) {
      return Finding.SATISFIED;
    }
    for (Endpoint endpoint : requester.endpoints()) {
      if (endpoint.code().equals(c.request().endpoint())) {
        return Finding.SATISFIED;
      }
    }
    return new Finding.Holds(HoldReason.ENDPOINT_UNREGISTERED);
  }
}
