package org.openroi.authorization.policy;

/**
 * 45 CFR 164.508(c)(2)(i) (AUTH-08): it states the right to revoke it in writing, the exceptions,
 * and how, or refers to the notice of privacy practices.
 */
final class AuthorizationStatesTheRightToRevoke implements Rule<Reliance> {
  @Override
  public Finding check(Reliance c) {
    return Finding.deniesUnless(c.form().statements().revoke(), DenialReason.AUTH_STMT_REVOKE);
  }
}
