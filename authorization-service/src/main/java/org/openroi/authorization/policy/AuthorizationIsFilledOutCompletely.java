package org.openroi.authorization.policy;

/**
 * 45 CFR 164.508(b)(2)(ii) (AUTH-14): every element of paragraph (c) is filled out: a clerk found
 * none incomplete, and the description could be read as kinds of record. Elements missing
 * altogether have rules of their own.
 */
final class AuthorizationIsFilledOutCompletely implements Rule<Reliance> {
  @Override
  public Finding check(Reliance c) {
    return Finding.deniesUnless(
        c.form().incomplete().isEmpty() && c.form().scope() != null, DenialReason.AUTH_INCOMPLETE);
  }
}
