package org.openroi.authorization.policy;

/**
 * 45 CFR 164.508(a)(3)(ii), (a)(4) (AUTH-22): where a third party pays for the marketing, or the
 * disclosure is a sale, the form says that remuneration is involved.
 */
final class RemunerationIsStated implements Rule<Reliance> {
  @Override
  public Finding check(Reliance c) {
    Remuneration remuneration = c.form().remuneration();
    return Finding.deniesUnless(
        (!remuneration.marketing() && !remuneration.sale()) || remuneration.stated(),
        DenialReason.AUTH_REMUNERATION);
  }
}
