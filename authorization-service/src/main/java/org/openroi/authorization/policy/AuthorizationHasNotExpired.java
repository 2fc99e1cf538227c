package org.openroi.authorization.policy;

/**
 * 45 CFR 164.508(b)(2)(i) (AUTH-13): an authorization is defective when its expiration date has
 * passed or its expiration event is known to have occurred. Tested at the moment of the decision,
 * not only when the form came in.
 */
final class AuthorizationHasNotExpired implements Rule<Reliance> {
  @Override
  public Finding check(Reliance c) {
    Expiry expiry = c.form().expiry();
    return Finding.deniesUnless(
        expiry == null || !expiry.hasCome(c.today()), DenialReason.AUTH_EXPIRED);
  }
}
