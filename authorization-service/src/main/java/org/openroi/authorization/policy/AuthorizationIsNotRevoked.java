package org.openroi.authorization.policy;

/**
 * 45 CFR 164.508(b)(2)(iii), (b)(5) (AUTH-15): an authorization that is known to be revoked is
 * defective, whatever its expiration says. Known is enough: the clocks of two machines are not
 * compared.
 */
final class AuthorizationIsNotRevoked implements Rule<Reliance> {
  @Override
  public Finding check(Reliance c) {
    return Finding.deniesUnless(c.authorization().revocation() == null, DenialReason.AUTH_REVOKED);
  }
}
