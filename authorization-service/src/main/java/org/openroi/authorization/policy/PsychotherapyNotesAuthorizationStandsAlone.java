package org.openroi.authorization.policy;

import java.util.Set;
import org.openroi.event.Scope;

/**
 * 45 CFR 164.508(b)(3)(ii) (AUTH-18): an authorization for psychotherapy notes may be combined only
 * with another one for psychotherapy notes: not with other documents, and not with other kinds of
 * record on the same form.
 */
final class PsychotherapyNotesAuthorizationStandsAlone implements Rule<Reliance> {
  @Override
  public Finding check(Reliance c) {
    Set<CombinedDocument> others = c.form().combinedWith();
    Scope scope = c.form().scope();
    boolean alone =
        c.authorization().coversPsychotherapyNotes()
            ? scope != null
                && scope.recordTypes().size() == 1
                && (others.isEmpty()
                    || (others.size() == 1
                        && others.contains(CombinedDocument.PSYCHOTHERAPY_AUTHORIZATION)))
            : !others.contains(CombinedDocument.PSYCHOTHERAPY_AUTHORIZATION);
    return Finding.deniesUnless(alone, DenialReason.AUTH_PSYCH_COMPOUND);
  }
}
