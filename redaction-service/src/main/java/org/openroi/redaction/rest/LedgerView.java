package org.openroi.redaction.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openroi.event.SensitiveCategory;
import org.openroi.redaction.GateFinding;
import org.openroi.redaction.Ledger;
import org.openroi.redaction.redactor.CutRule;
import org.openroi.redaction.redactor.LedgerLine;

/**
 * What was left out of a package, and why.
 *
 * @param lines each resource or document that did not go
 * @param review those of the lines that a person should look at
 * @param findings what the gate found in what would have gone; then nothing went
 */
record LedgerView(List<LineView> lines, int review, List<GateFinding> findings) {

  /**
   * @param page of the record, counted from 0
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LineView(
      int page,
      String resourceType,
      String id,
      CutRule rule,
      String citation,
      @Nullable SensitiveCategory category,
      boolean review) {

    private static LineView of(LedgerLine line) {
      return new LineView(
          line.page(),
          line.resourceType(),
          line.id(),
          line.rule(),
          line.rule().citation(),
          line.category(),
          line.review());
    }
  }

  static LedgerView of(Ledger ledger) {
    return new LedgerView(
        ledger.lines().stream().map(LineView::of).toList(),
        Math.toIntExact(ledger.lines().stream().filter(LedgerLine::review).count()),
        ledger.findings());
  }
}
