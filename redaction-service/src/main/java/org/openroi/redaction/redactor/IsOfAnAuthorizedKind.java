package org.openroi.redaction.redactor;

import org.jspecify.annotations.Nullable;
import org.openroi.event.RecordType;

/**
 * 45 CFR 164.508(a)(1), 164.514(d): only the kinds of record that were asked for and are
 * authorized. The individual gets all of the designated record set (164.524(a)(1)), what is not
 * known here included; of that a third party gets nothing, and a person looks.
 */
final class IsOfAnAuthorizedKind implements Rule {
  private final CutPolicy policy;
  private final Chart chart;
  private final boolean entire;
  private final int kinds;

  IsOfAnAuthorizedKind(CutPolicy policy, Chart chart) {
    this.policy = policy;
    this.chart = chart;
    entire = policy.recordTypes().contains(RecordType.ENTIRE_RECORD);
    kinds = Kind.mask(policy.recordTypes());
  }

  @Override
  public @Nullable Objection check(int at) {
    if (chart.type(at).isEmpty()) {
      // An entry without a resource says what was done to a record, not what is in it.
      return Objection.forReview(CutRule.RECORD_TYPE);
    }
    boolean fulfilled =
        entire ? policy.individual() || chart.is(at, Kind.KNOWN) : (chart.kinds(at) & kinds) != 0;
    if (fulfilled) {
      return null;
    }
    return entire ? Objection.forReview(CutRule.RECORD_TYPE) : Objection.of(CutRule.RECORD_TYPE);
  }
}
