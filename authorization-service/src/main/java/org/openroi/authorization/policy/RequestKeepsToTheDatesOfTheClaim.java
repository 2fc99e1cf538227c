package org.openroi.authorization.policy;

import java.time.LocalDate;

/**
 * 45 CFR 164.514(d)(3)(i) (MN-02): for the payment of a claim, the days of service of that claim
 * and no other. The request names its first and its last day, and both lie within the claim's.
 */
final class RequestKeepsToTheDatesOfTheClaim implements Rule<Standing> {
  @Override
  public Finding check(Standing c) {
    LocalDate askedFrom = c.request().scope().from();
    LocalDate askedTo = c.request().scope().to();
    LocalDate from = c.relationship().from();
    LocalDate to = c.relationship().to();
    return Finding.holdsUnless(
        askedFrom != null
            && askedTo != null
            && from != null
            && to != null
            && !askedFrom.isBefore(from)
            && !askedTo.isAfter(to),
        HoldReason.CLAIM_DATES_EXCEEDED);
  }
}
