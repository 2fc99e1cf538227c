package org.openroi.redaction.redactor;

import org.jspecify.annotations.Nullable;
import org.openroi.event.SensitiveCategory;

/** One thing that must be true of a resource for it to go, and the law that says so. */
@FunctionalInterface
interface Rule {
  /**
   * What this rule has against the resource; absent when it lets it go.
   *
   * @param at its ordinal
   */
  @Nullable Objection check(int at);

  /**
   * Why a resource does not go.
   *
   * @param category the category that keeps it back, where one does
   * @param review whether a person should look at it
   */
  record Objection(CutRule rule, @Nullable SensitiveCategory category, boolean review) {
    static Objection of(CutRule rule) {
      return new Objection(rule, null, false);
    }

    static Objection forReview(CutRule rule) {
      return new Objection(rule, null, true);
    }
  }
}
