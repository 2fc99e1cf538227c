package org.openroi.authorization.policy;

import org.openroi.event.RecordType;

/**
 * 45 CFR 164.508(a)(2): psychotherapy notes need an authorization of their own, and a person who
 * reads it. No rule releases them alone.
 */
final class PsychotherapyNotesAreNotAskedFor implements Rule<Reliance> {
  @Override
  public Finding check(Reliance c) {
    return Finding.holdsUnless(
        !c.request().scope().recordTypes().contains(RecordType.PSYCHOTHERAPY_NOTES),
        HoldReason.PSYCHOTHERAPY_NOTES_BY_HAND);
  }
}
