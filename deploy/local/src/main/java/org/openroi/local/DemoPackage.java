package org.openroi.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A package that was delivered, opened with its recipient's key, and beside it what the service's
 * ledger says did not go.
 *
 * @param number of the row of the demo that it belongs to
 * @param in how many resources of each type are in it, documents too
 * @param first the first date of service in it; empty where there is none
 * @param out how much did not go, by rule and category
 * @param review how much of that is listed for a person
 */
record DemoPackage(
    int number,
    String who,
    Map<String, Integer> in,
    String first,
    String last,
    Map<String, Integer> out,
    int review) {
  private static final int WIDTH = 74;

  static DemoPackage open(
      int number, String who, RecipientKeys keys, Path file, String user, JsonNode ledger)
      throws IOException {
    Map<String, Integer> in = new TreeMap<>();
    List<String> days = new ArrayList<>();
    keys.open(
        file,
        user,
        (name, content) -> {
          if (name.startsWith("record/")) {
            JsonNode bundle = RestClient.JSON.readTree(content.readAllBytes());
            for (JsonNode entry : bundle.path("entry")) {
              JsonNode resource = entry.path("resource");
              in.merge(resource.path("resourceType").asText(), 1, Integer::sum);
              String day = resource.at("/period/start").asText();
              for (String property : List.of("effectiveDateTime", "authoredOn", "onsetDateTime")) {
                day = day.isEmpty() ? resource.path(property).asText() : day;
              }
              if (day.length() >= 10) {
                days.add(day.substring(0, 10));
              }
            }
          } else if (name.startsWith("documents/")) {
            in.merge("C-CDA document", 1, Integer::sum);
          }
        });
    days.sort(null);
    Map<String, Integer> out = new TreeMap<>();
    for (JsonNode line : ledger.path("lines")) {
      String category = line.path("category").asText();
      out.merge(
          category.isEmpty()
              ? line.path("rule").asText()
              : category + " (" + line.path("rule").asText() + ")",
          1,
          Integer::sum);
    }
    return new DemoPackage(
        number,
        who,
        in,
        days.isEmpty() ? "" : days.getFirst(),
        days.isEmpty() ? "" : days.getLast(),
        out,
        ledger.path("review").asInt());
  }

  ObjectNode json() {
    ObjectNode row = RestClient.JSON.createObjectNode();
    row.put("number", number).put("items", items()).put("review", review);
    in.forEach(row.putObject("in")::put);
    out.forEach(row.putObject("out")::put);
    return row;
  }

  int items() {
    return in.values().stream().mapToInt(Integer::intValue).sum();
  }

  static void print(List<DemoPackage> packages, PrintStream out) {
    out.println("What is in the packages, opened with their recipients' keys, and what is not.");
    out.println(
        "The reasons are the operator's view: a recipient is not told that anything is missing.");
    for (DemoPackage each : packages) {
      out.println();
      out.printf(
          "  %-3d %s: %d items%s%n",
          each.number,
          each.who,
          each.items(),
          each.first.isEmpty() ? "" : ", " + each.first + " to " + each.last);
      lines("in ", each.in, out);
      lines("not", each.out, out);
      if (each.review > 0) {
        out.printf("        %d of these are listed for a person to look at%n", each.review);
      }
    }
  }

  private static void lines(String head, Map<String, Integer> counts, PrintStream out) {
    String all =
        counts.isEmpty()
            ? "nothing"
            : counts.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
    String indent = "        " + head + " ";
    for (String line : DemoRow.wrapped(all, WIDTH)) {
      out.println(indent + line);
      indent = " ".repeat(indent.length());
    }
  }
}
