package org.openroi.authorization.policy;

/**
 * 45 CFR 164.514(d)(3)(ii) (MN-03): what no protocol of ours covers is not routine, and a person
 * judges what is the minimum necessary.
 */
final class SomethingAskedForLiesWithinTheProtocol implements Rule<Standing> {
  @Override
  public Finding check(Standing c) {
    return Finding.holdsUnless(
        ClaimPaymentProtocol.narrow(c.request().scope()) != null, HoldReason.NOT_IN_PROTOCOL);
  }
}
