package org.openroi.authorization.policy;

import org.openroi.event.RecordType;

/**
 * 45 CFR 164.508(a)(2): psychotherapy notes need an authorization, for another's treatment and for
 * payment too.
 */
final class NoPsychotherapyNotesAreAskedForWithoutAuthorization implements Rule<Standing> {
  @Override
  public Finding check(Standing c) {
    return Finding.holdsUnless(
        !c.request().scope().recordTypes().contains(RecordType.PSYCHOTHERAPY_NOTES),
        HoldReason.PSYCHOTHERAPY_NOTES_BY_HAND);
  }
}
