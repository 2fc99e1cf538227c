package org.openroi.redaction.redactor;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 45 CFR 164.508(a)(1), (c)(1)(i): where the form is limited to encounters, what goes is one of
 * them or refers to one.
 */
final class BelongsToANamedEncounter implements Rule {
  private final CutPolicy policy;
  private final Chart chart;
  private final Edges edges;
  private final Set<Long> keys = new HashSet<>();
  private final Outline outline = new Outline();

  BelongsToANamedEncounter(CutPolicy policy, Chart chart, Edges edges) {
    this.policy = policy;
    this.chart = chart;
    this.edges = edges;
    for (String id : policy.encounters()) {
      keys.add(Keys.of("Encounter", id));
      keys.add(Keys.ofReference("urn:uuid:" + id));
    }
  }

  @Override
  public @Nullable Objection check(int at) {
    return policy.encounters().isEmpty() || isNamed(at) || refersToANamed(at)
        ? null
        : Objection.of(CutRule.ENCOUNTER);
  }

  private boolean isNamed(int at) {
    return chart.is(at, Kind.ENCOUNTER) && policy.encounters().contains(chart.id(at));
  }

  private boolean refersToANamed(int at) {
    for (int edge = edges.start(at); edge < edges.start(at + 1); edge++) {
      if (isNamed(edges.target(edge)) && !edges.isKind(edge, Outline.TO_CONTENT)) {
        return true;
      }
    }
    // The encounter itself need not stand in the record.
    chart.read(at, outline, false);
    for (int i = 0; i < outline.references(); i++) {
      if (keys.contains(outline.key(i)) && !outline.isKind(i, Outline.TO_CONTENT)) {
        return true;
      }
    }
    return false;
  }
}
