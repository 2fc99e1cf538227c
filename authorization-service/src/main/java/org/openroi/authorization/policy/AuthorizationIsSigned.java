package org.openroi.authorization.policy;

/** 45 CFR 164.508(c)(1)(vi) (AUTH-06): the individual, or a representative, signed it. */
final class AuthorizationIsSigned implements Rule<Reliance> {
  @Override
  public Finding check(Reliance c) {
    return Finding.deniesUnless(c.form().signature() != null, DenialReason.AUTH_UNSIGNED);
  }
}
