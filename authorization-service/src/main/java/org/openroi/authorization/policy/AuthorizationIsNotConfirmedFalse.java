package org.openroi.authorization.policy;

/**
 * 45 CFR 164.508(b)(2)(v) (AUTH-17): an authorization is defective when material information in it
 * is known to be false.
 */
final class AuthorizationIsNotConfirmedFalse implements Rule<Reliance> {
  @Override
  public Finding check(Reliance c) {
    return Finding.deniesUnless(
        c.form().falsehood() != Falsehood.CONFIRMED, DenialReason.AUTH_FALSE);
  }
}
