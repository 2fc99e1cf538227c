package org.openroi.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
  private static final int WIDTH = 100;

  /** How many kinds of resources are named. */
  private static final int KINDS = 6;

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
    out.println(
        "The packages, opened with their recipients' keys. What was left out, and why, is the");
    out.println(
        "operator's view, from the encrypted ledger: no recipient is told that anything is missing.");
    for (DemoPackage each : packages) {
      out.println();
      out.printf("  %-3d %s%n", each.number, each.who);
      lines("in        ", each.contents(), out);
      lines("left out  ", each.omissions(), out);
    }
  }

  private String contents() {
    List<String> kinds = mostFirst(in).map(each -> each.getValue() + " " + each.getKey()).toList();
    String most = String.join(", ", kinds.subList(0, Math.min(KINDS, kinds.size())));
    int others = kinds.size() - KINDS;
    return items()
        + (items() == 1 ? " item" : " items")
        + (first.isEmpty() ? "" : ", " + first + " to " + last)
        + ": "
        + most
        + (others <= 0 ? "" : " and " + others + (others == 1 ? " other kind" : " other kinds"));
  }

  private String omissions() {
    if (out.isEmpty()) {
      return "nothing";
    }
    String all =
        mostFirst(out)
            .map(each -> each.getValue() + " " + inWords(each.getKey()))
            .collect(Collectors.joining(", "));
    return review == 0 ? all : all + "; " + review + " of them listed for a person to look at";
  }

  private static Stream<Map.Entry<String, Integer>> mostFirst(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()));
  }

  /** What the ledger's codes mean. */
  private static String inWords(String code) {
    int split = code.indexOf(" (");
    String category = split < 0 ? "" : category(code.substring(0, split));
    String rule = split < 0 ? code : code.substring(split + 2, code.length() - 1);
    return switch (rule) {
      case "LEGAL_EXCLUSION" -> "psychotherapy note";
      case "RECORD_TYPE" -> "of other kinds";
      case "ENCOUNTER" -> "of other encounters";
      case "DATE" -> "of other dates";
      case "MINIMUM_NECESSARY" -> "beyond the minimum necessary";
      case "CATEGORY" -> "on " + category;
      case "CATEGORY_BY_CONTEXT" -> "in the context of " + category;
      case "DOUBT" -> "restricted by its source";
      case "MAY_MENTION" -> "texts that could mention something withheld";
      case "NOT_REFERRED_TO" -> "that nothing in it refers to";
      default -> code;
    };
  }

  private static String category(String code) {
    return code.equals("HIV") ? code : code.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static void lines(String head, String text, PrintStream out) {
    String indent = "      " + head;
    for (String line : DemoRow.wrapped(text, WIDTH)) {
      out.println(indent + line);
      indent = " ".repeat(indent.length());
    }
  }
}
