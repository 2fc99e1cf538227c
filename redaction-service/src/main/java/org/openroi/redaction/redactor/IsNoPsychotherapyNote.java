package org.openroi.redaction.redactor;

import org.jspecify.annotations.Nullable;

/**
 * 45 CFR 164.501, 164.508(a)(2), 164.524(a)(1)(i): psychotherapy notes are kept apart from the
 * record. They go by hand only, to nobody by this service, not even to the individual.
 */
final class IsNoPsychotherapyNote implements Rule {
  private final Chart chart;

  IsNoPsychotherapyNote(Chart chart) {
    this.chart = chart;
  }

  @Override
  public @Nullable Objection check(int at) {
    return (chart.labels(at) & Labels.PSYCHOTHERAPY_NOTES) != 0
        ? Objection.of(CutRule.LEGAL_EXCLUSION)
        : null;
  }
}
