package org.openroi.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * What became of one message of the demo.
 *
 * @param audit the number of its entry in the audit log; 0 where it must have none
 */
record DemoRow(
    int number,
    String who,
    String channel,
    String expected,
    String outcome,
    String reason,
    String citation,
    long audit) {

  boolean isAsExpected() {
    return expected.equals(outcome);
  }

  String json() throws IOException {
    ObjectNode row = RestClient.JSON.createObjectNode();
    row.put("number", number).put("who", who).put("channel", channel);
    row.put("expected", expected).put("outcome", outcome).put("asExpected", isAsExpected());
    row.put("reason", reason).put("citation", citation);
    if (audit > 0) {
      row.put("auditEntry", audit);
    }
    return RestClient.JSON.writeValueAsString(row);
  }

  /** Prints rows under each other, as wide as the widest of each column. */
  static void print(List<DemoRow> rows, PrintStream out) {
    List<String[]> lines =
        new java.util.ArrayList<>(
            List.<String[]>of(
                new String[] {"", "Who asked", "Over", "Outcome", "Audit", "Why", "Citation"}));
    for (DemoRow row : rows) {
      lines.add(
          new String[] {
            Integer.toString(row.number),
            row.who,
            row.channel,
            row.isAsExpected() ? row.outcome : row.outcome + " (expected " + row.expected + ")",
            row.audit > 0 ? "#" + row.audit : "none",
            row.reason,
            row.citation
          });
    }
    int[] widths = new int[lines.getFirst().length];
    for (String[] line : lines) {
      for (int i = 0; i < line.length; i++) {
        widths[i] = Math.max(widths[i], line[i].length());
      }
    }
    for (String[] line : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < line.length; i++) {
        text.append(String.format(Locale.ROOT, "  %-" + Math.max(1, widths[i]) + "s", line[i]));
      }
      out.println(text.toString().stripTrailing());
    }
  }
}
