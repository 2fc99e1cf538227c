package org.openroi.redaction.redactor;

import org.jspecify.annotations.Nullable;
import org.openroi.event.SensitiveCategory;

/**
 * 45 CFR 164.508(c)(1)(i), and state laws on mental health, HIV and substance use records: a
 * sensitive category goes to a third party only where the authorization names it.
 */
final class CarriesNoWithheldCategory implements Rule {
  private final Chart chart;
  private final int withheld;

  CarriesNoWithheldCategory(CutPolicy policy, Chart chart) {
    this.chart = chart;
    withheld = Labels.of(policy.withheld());
  }

  @Override
  public @Nullable Objection check(int at) {
    int own = chart.own(at) & withheld;
    int labels = chart.labels(at) & withheld;
    if (own != 0) {
      return new Objection(CutRule.CATEGORY, first(own), false);
    }
    return labels == 0 ? null : new Objection(CutRule.CATEGORY_BY_CONTEXT, first(labels), false);
  }

  private static SensitiveCategory first(int labels) {
    return SensitiveCategory.values()[Integer.numberOfTrailingZeros(labels)];
  }
}
