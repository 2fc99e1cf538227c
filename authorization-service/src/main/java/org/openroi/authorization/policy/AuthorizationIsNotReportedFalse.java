package org.openroi.authorization.policy;

/**
 * 45 CFR 164.508(b)(2)(v) (AUTH-17): a report that something in it is false is not yet knowledge. A
 * person must look before anything goes.
 */
final class AuthorizationIsNotReportedFalse implements Rule<Reliance> {
  @Override
  public Finding check(Reliance c) {
    return Finding.holdsUnless(
        c.form().falsehood() != Falsehood.REPORTED, HoldReason.AUTH_FALSE_REPORTED);
  }
}
