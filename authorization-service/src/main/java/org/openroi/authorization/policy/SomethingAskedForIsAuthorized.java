package org.openroi.authorization.policy;

/**
 * 45 CFR 164.508(a)(1) (AUTH-23): what goes lies both in the request and in the authorization,
 * never in one of them alone. A form that names no kind of record is incomplete, which has a rule
 * of its own.
 */
final class SomethingAskedForIsAuthorized implements Rule<Reliance> {
  @Override
  public Finding check(Reliance c) {
    return Finding.deniesUnless(
        c.granted() != null || c.form().scope() == null, DenialReason.AUTH_NOTHING_IN_SCOPE);
  }
}
