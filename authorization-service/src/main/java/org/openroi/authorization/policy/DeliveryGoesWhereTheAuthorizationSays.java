package org.openroi.authorization.policy;

import org.openroi.event.Endpoint;

/**
 * 45 CFR 164.508(c)(1)(iii) (AUTH-03): where the form names a place of delivery for this recipient,
 * the request's end point is that place. Another place may be an honest change of address: a person
 * must look.
 */
final class DeliveryGoesWhereTheAuthorizationSays implements Rule<Reliance> {
  @Override
  public Finding check(Reliance c) {
    boolean named = false;
    for (Recipient recipient : c.form().recipients()) {
      if (recipient.means(c.requester())) {
        named = true;
        if (goesTo(recipient, c)) {
          return Finding.SATISFIED;
        }
      }
    }
    return Finding.holdsUnless(!named, HoldReason.AUTH_ENDPOINT_MISMATCH);
  }

  private static boolean goesTo(Recipient recipient, Reliance c) {
    if (recipient.endpoint() == null && recipient.address() == null) {
      return true;
    }
    for (Endpoint endpoint : c.requester().endpoints()) {
      if (endpoint.code().equals(c.request().endpoint())) {
        return recipient.means(endpoint);
      }
    }
    return false;
  }
}
