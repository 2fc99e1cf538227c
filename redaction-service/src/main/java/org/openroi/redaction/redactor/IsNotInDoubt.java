package org.openroi.redaction.redactor;

import org.jspecify.annotations.Nullable;

/**
 * 45 CFR 164.514(d): what its source restricts, for a reason that is not known here, goes to no
 * third party before a person has looked at it.
 */
final class IsNotInDoubt implements Rule {
  private final CutPolicy policy;
  private final Chart chart;

  IsNotInDoubt(CutPolicy policy, Chart chart) {
    this.policy = policy;
    this.chart = chart;
  }

  @Override
  public @Nullable Objection check(int at) {
    return !policy.individual() && (chart.labels(at) & Labels.DOUBT) != 0
        ? Objection.forReview(CutRule.DOUBT)
        : null;
  }
}
