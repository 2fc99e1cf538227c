package org.openroi.authorization.policy;

/**
 * An authorization of another patient covers nothing here. The reason is all that is said then:
 * what else is true of that form is not this requester's to learn.
 */
final class AuthorizationIsOfThisPatient implements Rule<Reliance> {
  @Override
  public Finding check(Reliance c) {
    return Finding.deniesUnless(
        c.authorization().patient().equals(c.patient()), DenialReason.AUTH_OTHER_PATIENT);
  }
}
