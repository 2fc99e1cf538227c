package org.openroi.authorization.policy;

import org.openroi.event.PurposeOfUse;

/**
 * 45 CFR 164.508(b)(4) (AUTH-16): treatment, payment, enrollment and eligibility may not depend on
 * an authorization, but (i) research-related treatment, (ii) enrollment in a health plan where
 * psychotherapy notes are not asked for, and (iii) care whose only purpose is to make information
 * for a third party.
 */
final class NothingDependsOnTheAuthorizationThatMayNot implements Rule<Reliance> {
  @Override
  public Finding check(Reliance c) {
    boolean allowed =
        switch (c.form().conditioning()) {
          case NONE, CARE_FOR_THIRD_PARTY -> true;
          case RESEARCH_TREATMENT -> c.form().purposes().contains(PurposeOfUse.HRESCH);
          case PLAN_ENROLLMENT -> !c.authorization().coversPsychotherapyNotes();
          case OTHER -> false;
        };
    return Finding.deniesUnless(allowed, DenialReason.AUTH_CONDITIONED);
  }
}
