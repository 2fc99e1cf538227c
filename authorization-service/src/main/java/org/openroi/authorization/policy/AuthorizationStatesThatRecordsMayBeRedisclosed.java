package org.openroi.authorization.policy;

/**
 * 45 CFR 164.508(c)(2)(iii) (AUTH-10): it states that what is disclosed may be disclosed again by
 * the recipient and is then no longer protected.
 */
final class AuthorizationStatesThatRecordsMayBeRedisclosed implements Rule<Reliance> {
  @Override
  public Finding check(Reliance c) {
    return Finding.deniesUnless(
        c.form().statements().redisclose(), DenialReason.AUTH_STMT_REDISCLOSE);
  }
}
