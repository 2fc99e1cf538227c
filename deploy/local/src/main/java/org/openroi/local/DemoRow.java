package org.openroi.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of one message of the demo.
 *
 * @param chart a letter that stands for the patient's record; empty where there is none
 * @param audit the number of its entry in the audit log; negative where there is none
 */
record DemoRow(
    int number,
    String who,
    String chart,
    String channel,
    String expected,
    String outcome,
    String reason,
    String citation,
    long audit) {

  private static final int WRAP = 42;

  boolean isAsExpected() {
    return expected.equals(outcome);
  }

  /** One line of JSON, with what is in the package where one was delivered. */
  String json(List<DemoPackage> packages) throws IOException {
    ObjectNode row = RestClient.JSON.createObjectNode();
    row.put("number", number).put("who", who).put("chart", chart).put("channel", channel);
    row.put("expected", expected).put("outcome", outcome).put("asExpected", isAsExpected());
    row.put("reason", reason).put("citation", citation);
    if (audit >= 0) {
      row.put("auditEntry", audit);
    }
    packages.stream()
        .filter(each -> each.number() == number)
        .findFirst()
        .ifPresent(each -> row.set("package", each.json()));
    return RestClient.JSON.writeValueAsString(row);
  }

  /** Prints a table that fits 120 columns: the reason is wrapped, its citation stands under it. */
  static void print(List<DemoRow> rows, PrintStream out) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("", "Who asked", "Chart", "Over", "Outcome", "Audit", "Why"));
    for (DemoRow row : rows) {
      List<String> why = new ArrayList<>(wrapped(row.reason, WRAP));
      if (!row.citation.isEmpty()) {
        why.add(row.citation);
      }
      lines.add(
          List.of(
              Integer.toString(row.number),
              row.who,
              row.chart,
              row.channel,
              row.isAsExpected() ? row.outcome : row.outcome + " (expected " + row.expected + ")",
              row.audit >= 0 ? "#" + row.audit : "none",
              why.isEmpty() ? "" : why.getFirst()));
      why.stream().skip(1).forEach(more -> lines.add(List.of("", "", "", "", "", "", more)));
    }
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int column = 0; column < line.size(); column++) {
        String cell = line.get(column);
        text.append("  ").append(cell).repeat(' ', width(lines, column) - cell.length());
      }
      out.println(text.toString().stripTrailing());
    }
  }

  private static int width(List<List<String>> lines, int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }

  /** The words of a text in lines of at most so many characters. */
  static List<String> wrapped(String sentence, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : sentence.split(" ")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
