package org.openroi.authorization.policy;

/**
 * 45 CFR 164.508(a)(1) (AUTH-23): a scope of kinds and dates cannot say which encounter. Where the
 * form limits itself to encounters, a person chooses the records.
 */
final class AuthorizationIsNotLimitedToEncounters implements Rule<Reliance> {
  @Override
  public Finding check(Reliance c) {
    return Finding.holdsUnless(
        c.form().encounters().isEmpty(), HoldReason.AUTH_LIMITED_TO_ENCOUNTERS);
  }
}
