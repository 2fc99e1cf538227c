package org.openroi.authorization.policy;

/**
 * 45 CFR 164.522(a)(1)(iii), (vi) (RES-01, RES-02): a restriction that was agreed to binds, and one
 * on what the individual paid for must be honored. Staff attest that none bars this disclosure.
 */
final class RestrictionsWereChecked implements Rule<Standing> {
  @Override
  public Finding check(Standing c) {
    return Finding.holdsUnless(
        c.relationship().restrictionsChecked(), HoldReason.RESTRICTIONS_UNCHECKED);
  }
}
