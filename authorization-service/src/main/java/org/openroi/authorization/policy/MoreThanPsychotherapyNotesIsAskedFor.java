package org.openroi.authorization.policy;

/**
 * 45 CFR 164.524(a)(1)(i) (ROA-02): psychotherapy notes are not open to the individual's access.
 * What else was asked for must still be given (164.524(d)(1)).
 */
final class MoreThanPsychotherapyNotesIsAskedFor implements Rule<ReleaseCase> {
  @Override
  public Finding check(ReleaseCase c) {
    return Finding.deniesUnless(
        RightOfAccess.open(c.request().scope()) != null, DenialReason.EXCL_PSYCH);
  }
}
