package org.openroi.authorization.policy;

/** 45 CFR 164.508(c)(1)(vi) (AUTH-06): the signature has a date. */
final class AuthorizationIsDated implements Rule<Reliance> {
  @Override
  public Finding check(Reliance c) {
    Signature signature = c.form().signature();
    return Finding.deniesUnless(
        signature == null || signature.signedOn() != null, DenialReason.AUTH_UNDATED);
  }
}
