package org.openroi.authorization.policy;

/**
 * 45 CFR 164.508(c)(1)(vi) (AUTH-07, VER-05): where a representative signed, the form describes the
 * authority to act, and staff verified it.
 */
final class RepresentativeAuthorityIsVerified implements Rule<Reliance> {
  @Override
  public Finding check(Reliance c) {
    Signature signature = c.form().signature();
    if (signature == null || signature.signer() == Signature.Signer.INDIVIDUAL) {
      return Finding.SATISFIED;
    }
    String authority = signature.representativeAuthority();
    return Finding.deniesUnless(
        authority != null && !authority.isBlank() && signature.authorityVerified(),
        DenialReason.AUTH_REP_AUTHORITY);
  }
}
