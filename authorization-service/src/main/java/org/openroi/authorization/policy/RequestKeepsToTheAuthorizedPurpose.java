package org.openroi.authorization.policy;

import java.util.Set;
import org.openroi.event.PurposeOfUse;

/**
 * 45 CFR 164.508(a)(1): a disclosure is consistent with the authorization. A purpose that the form
 * does not name may be another word for one that it does: a person must look. A form made at the
 * individual's own request names them all.
 */
final class RequestKeepsToTheAuthorizedPurpose implements Rule<Reliance> {
  @Override
  public Finding check(Reliance c) {
    Set<PurposeOfUse> purposes = c.form().purposes();
    return Finding.holdsUnless(
        purposes.isEmpty()
            || purposes.contains(PurposeOfUse.PATRQT)
            || purposes.contains(c.request().purpose()),
        HoldReason.AUTH_PURPOSE_NOT_NAMED);
  }
}
