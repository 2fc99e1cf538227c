package org.openroi.redaction.redactor;

import org.jspecify.annotations.Nullable;

/**
 * 45 CFR 164.508(a)(1), (c)(1)(i): only the dates of service that are authorized. Every date in a
 * resource lies in the range: one that spans its edge says what happened outside. A resource
 * without any date goes by the encounter that it belongs to.
 */
final class LiesWithinTheDates implements Rule {
  private final CutPolicy policy;
  private final Chart chart;
  private final Edges edges;
  private final int from;
  private final int to;

  LiesWithinTheDates(CutPolicy policy, Chart chart, Edges edges) {
    this.policy = policy;
    this.chart = chart;
    this.edges = edges;
    from = Days.from(policy.from());
    to = Days.to(policy.to());
  }

  @Override
  public @Nullable Objection check(int at) {
    return !policy.isDated() || (chart.isDated(at) ? isWithin(at) : isOfEncountersWithin(at))
        ? null
        : Objection.of(CutRule.DATE);
  }

  private boolean isWithin(int at) {
    return chart.isDated(at) && chart.firstDay(at) >= from && chart.lastDay(at) <= to;
  }

  private boolean isOfEncountersWithin(int at) {
    boolean any = false;
    for (int edge = edges.start(at); edge < edges.start(at + 1); edge++) {
      int target = edges.target(edge);
      if (edges.isKind(edge, Outline.TO_ENCOUNTER) && chart.is(target, Kind.ENCOUNTER)) {
        if (!isWithin(target)) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }
}
