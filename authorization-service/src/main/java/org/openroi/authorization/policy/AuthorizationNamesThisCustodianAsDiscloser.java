package org.openroi.authorization.policy;

/**
 * 45 CFR 164.508(c)(1)(ii) (AUTH-02): it names the person, or the class of persons, that may
 * disclose, and we are among them.
 */
final class AuthorizationNamesThisCustodianAsDiscloser implements Rule<Reliance> {
  @Override
  public Finding check(Reliance c) {
    for (Discloser discloser : c.form().disclosers()) {
      if (c.custodian().isMeantBy(discloser, c.request().facility())) {
        return Finding.SATISFIED;
      }
    }
    return new Finding.Denies(DenialReason.AUTH_WRONG_DISCLOSER);
  }
}
