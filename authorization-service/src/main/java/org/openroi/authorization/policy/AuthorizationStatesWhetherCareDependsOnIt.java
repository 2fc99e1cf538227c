package org.openroi.authorization.policy;

/**
 * 45 CFR 164.508(c)(2)(ii) (AUTH-09): it states the ability or inability to condition treatment,
 * payment, enrollment or eligibility on it.
 */
final class AuthorizationStatesWhetherCareDependsOnIt implements Rule<Reliance> {
  @Override
  public Finding check(Reliance c) {
    return Finding.deniesUnless(
        c.form().statements().condition(), DenialReason.AUTH_STMT_CONDITION);
  }
}
