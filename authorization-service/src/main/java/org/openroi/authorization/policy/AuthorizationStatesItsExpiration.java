package org.openroi.authorization.policy;

/**
 * 45 CFR 164.508(c)(1)(v) (AUTH-05): it states an expiration date or event. "None" and "end of the
 * research study" are enough for research, and for nothing else.
 */
final class AuthorizationStatesItsExpiration implements Rule<Reliance> {
  @Override
  public Finding check(Reliance c) {
    Expiry expiry = c.form().expiry();
    boolean stated =
        expiry != null
            && (expiry.date() != null
                || (expiry.none()
                    ? c.form().isForResearchOnly()
                    : expiry.event() != null && !expiry.event().isBlank()));
    return Finding.deniesUnless(stated, DenialReason.AUTH_MISSING_EXPIRATION);
  }
}
