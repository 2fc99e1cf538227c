package org.openroi.authorization.policy;

/**
 * 45 CFR 164.508(c)(1)(iii) (AUTH-03): it names the person, or the class of persons, to whom may be
 * disclosed, and the requester is among them.
 */
final class AuthorizationNamesThisRequesterAsRecipient implements Rule<Reliance> {
  @Override
  public Finding check(Reliance c) {
    for (Recipient recipient : c.form().recipients()) {
      if (recipient.means(c.requester())) {
        return Finding.SATISFIED;
      }
    }
    return new Finding.Denies(DenialReason.AUTH_RECIPIENT_MISMATCH);
  }
}
