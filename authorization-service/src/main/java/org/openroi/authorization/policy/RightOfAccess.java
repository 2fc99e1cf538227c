package org.openroi.authorization.policy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openroi.event.DisclosureTerms;
import org.openroi.event.LegalRoute;
import org.openroi.event.RecordType;
import org.openroi.event.Scope;

/** The individual's own access (45 CFR 164.524): no authorization, and no reason, is needed. */
final class RightOfAccess {
  static final List<Rule<ReleaseCase>> RULES = List.of(new MoreThanPsychotherapyNotesIsAskedFor());

  private RightOfAccess() {}

  static Decision decide(ReleaseCase c, Findings findings) {
    findings.add(RULES, c);
    Scope asked = c.request().scope();
    Scope open = open(asked);
    if (open == null || !findings.allSatisfied()) {
      return findings.refusal();
    }
    return new Decision.Authorized(
        LegalRoute.ROA_SELF,
        open,
        null,
        null,
        new DisclosureTerms(Set.of(), Set.of(), null),
        obligations(asked, open));
  }

  /** What of it is open to the individual's access; absent when nothing is. */
  static @Nullable Scope open(Scope asked) {
    if (!asked.recordTypes().contains(RecordType.PSYCHOTHERAPY_NOTES)) {
      return asked;
    }
    EnumSet<RecordType> rest = EnumSet.copyOf(asked.recordTypes());
    rest.remove(RecordType.PSYCHOTHERAPY_NOTES);
    return rest.isEmpty() ? null : new Scope(rest, asked.from(), asked.to());
  }

  private static Set<Obligation> obligations(Scope asked, Scope open) {
    return asked.equals(open)
        ? EnumSet.of(Obligation.EXCLUDE_LITIGATION_MATERIAL)
        : EnumSet.of(
            Obligation.EXCLUDE_LITIGATION_MATERIAL, Obligation.EXCLUDE_PSYCHOTHERAPY_NOTES);
  }
}
