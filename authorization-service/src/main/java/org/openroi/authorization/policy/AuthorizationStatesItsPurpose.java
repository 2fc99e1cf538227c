package org.openroi.authorization.policy;

import java.util.Set;
import org.openroi.event.PurposeOfUse;

/**
 * 45 CFR 164.508(c)(1)(iv) (AUTH-04): it describes each purpose. "At the request of the individual"
 * is enough when the individual initiates the authorization and gives no other purpose.
 */
final class AuthorizationStatesItsPurpose implements Rule<Reliance> {
  @Override
  public Finding check(Reliance c) {
    Set<PurposeOfUse> purposes = c.form().purposes();
    boolean stated =
        purposes.contains(PurposeOfUse.PATRQT)
            ? purposes.size() > 1 || c.form().initiator() == Initiator.INDIVIDUAL
            : !purposes.isEmpty();
    return Finding.deniesUnless(stated, DenialReason.AUTH_MISSING_PURPOSE);
  }
}
