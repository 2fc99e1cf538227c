package org.openroi.redaction;

import java.util.List;
import org.openroi.redaction.redactor.LedgerLine;

/** What of a record did not go, and why. PHI: it never leaves, and rests sealed. */
public record Ledger(List<LedgerLine> lines, List<GateFinding> findings) {
  public static final Ledger EMPTY = new Ledger(List.of(), List.of());

  public Ledger {
    lines = List.copyOf(lines);
    findings = List.copyOf(findings);
  }

  @Override
  public String toString() {
    return "Ledger[masked]";
  }
}
