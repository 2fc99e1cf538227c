package org.openroi.authorization.policy;

import java.util.List;

/**
 * 45 CFR 164.508(c)(1)(i) (AUTH-01): the information is described in a specific and meaningful
 * fashion. Whether "any and all" is so is local policy.
 */
final class AuthorizationDescribesTheInformation implements Rule<Reliance> {
  private static final List<String> ANY_AND_ALL =
      List.of(
          "any and all",
          "all",
          "everything",
          "any and all records",
          "any and all information",
          "any and all medical records",
          "any and all medical information",
          "any and all health information");

  @Override
  public Finding check(Reliance c) {
    String description = c.form().informationDescription();
    boolean specific =
        description != null
            && description.codePoints().anyMatch(Character::isLetterOrDigit)
            && !(c.custodian().refusesAnyAndAll() && isAnyAndAll(description));
    return Finding.deniesUnless(specific, DenialReason.AUTH_MISSING_DESCRIPTION);
  }

  private static boolean isAnyAndAll(String description) {
    Name words = new Name(description);
    return ANY_AND_ALL.stream().anyMatch(words::is);
  }
}
