package org.openroi.authorization.policy;

/**
 * 45 CFR 164.508(b)(3) (AUTH-16): an authorization stands alone, but (i) research permissions of a
 * study may stand together, and (iii) authorizations may stand together unless something is
 * conditioned on one of them. Psychotherapy notes have a rule of their own.
 */
final class AuthorizationIsCombinedWithNothingItMayNotBe implements Rule<Reliance> {
  @Override
  public Finding check(Reliance c) {
    boolean research = c.form().isForResearchOnly();
    boolean conditioned = c.form().conditioning() != Conditioning.NONE;
    for (CombinedDocument document : c.form().combinedWith()) {
      boolean allowed =
          switch (document) {
            case AUTHORIZATION -> research || !conditioned;
            case CONDITIONED_AUTHORIZATION, RESEARCH_PERMISSION -> research;
            case PSYCHOTHERAPY_AUTHORIZATION -> true;
            case OTHER_DOCUMENT -> false;
          };
      if (!allowed) {
        return new Finding.Denies(DenialReason.AUTH_COMPOUND);
      }
    }
    return Finding.SATISFIED;
  }
}
