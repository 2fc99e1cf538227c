package org.openroi.redaction.redactor;

import org.jspecify.annotations.Nullable;

/**
 * 45 CFR 164.508(c)(1)(i): free text says anything. A document goes to a third party, from whom a
 * category is withheld, only if all of it is plain text that names none of them, and nothing in the
 * whole record carries one. Else it stays whole, and a person looks.
 */
final class CannotMentionAWithheldCategory implements Rule {
  private final Chart chart;
  private final int withheld;
  private final boolean chartIsClean;

  CannotMentionAWithheldCategory(CutPolicy policy, Chart chart, boolean chartIsClean) {
    this.chart = chart;
    withheld = Labels.of(policy.withheld());
    this.chartIsClean = chartIsClean;
  }

  @Override
  public @Nullable Objection check(int at) {
    boolean mayMention =
        !chartIsClean || !chart.isPlain(at) || (chart.attachmentWords(at) & withheld) != 0;
    return withheld != 0 && chart.isDocument(at) && mayMention
        ? Objection.forReview(CutRule.MAY_MENTION)
        : null;
  }
}
