package org.openroi.redaction;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openroi.event.ReleaseAuthorized;

/**
 * What is in a package, for its recipient. Says nothing of what is not: not that anything was
 * withheld, and no category.
 */
record Manifest(PackageOrder order, String cutVersion, List<Entry> entries) {
  private static final int VERSION = 1;

  /**
   * @param resources how many of each type; empty for a document
   */
  record Entry(
      String name, String mediaType, long bytes, String sha256, Map<String, Integer> resources) {

    int items() {
      return resources.isEmpty() ? 1 : resources.values().stream().mapToInt(i -> i).sum();
    }
  }

  int items() {
    return entries.stream().mapToInt(Entry::items).sum();
  }

  /**
   * JSON in a fixed order; every value is an id, a code, a number, a hash, an instant or the name
   * of a type of resource.
   */
  byte[] toBytes() {
    ReleaseAuthorized decision = order.decision();
    List<String> members = new ArrayList<>();
    members.add("\"version\": " + VERSION);
    members.add(text("custodian", order.custodian()));
    members.add(text("facility", order.facility()));
    members.add(text("release", decision.release().toString()));
    members.add(text("delivery", order.delivery().toString()));
    members.add(text("decision", order.decisionEvent().value()));
    members.add("\"decisionVersion\": " + order.decisionVersion());
    members.add(text("policyVersion", decision.policyVersion()));
    members.add(text("cutVersion", cutVersion));
    members.add(text("route", decision.route().name()));
    members.add(
        "\"recipient\": {%s, %s}"
            .formatted(
                text("requester", decision.requester().toString()),
                text("endpoint", decision.endpoint())));
    members.add(
        "\"scope\": {\"recordTypes\": %s%s%s}"
            .formatted(
                decision.scope().recordTypes().stream()
                    .map(type -> '"' + type.name() + '"')
                    .collect(Collectors.joining(", ", "[", "]")),
                day("from", decision.scope().from()),
                day("to", decision.scope().to())));
    members.add(text("sealedAt", order.asOf().toString()));
    members.add("\"items\": " + items());
    members.add(
        entries.stream()
            .map(Manifest::entry)
            .collect(Collectors.joining(",\n    ", "\"entries\": [\n    ", "\n  ]")));
    return members.stream()
        .collect(Collectors.joining(",\n  ", "{\n  ", "\n}\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String entry(Entry entry) {
    String resources =
        entry.resources().entrySet().stream()
            .map(each -> quoted(each.getKey()) + ": " + each.getValue())
            .collect(Collectors.joining(", ", "{", "}"));
    return "{%s, %s, \"bytes\": %d, %s, \"resources\": %s}"
        .formatted(
            text("name", entry.name()),
            text("mediaType", entry.mediaType()),
            entry.bytes(),
            text("sha256", entry.sha256()),
            resources);
  }

  private static String day(String name, @Nullable LocalDate day) {
    return day == null ? "" : ", " + text(name, day.toString());
  }

  private static String text(String name, String value) {
    return '"' + name + "\": " + quoted(value);
  }

  /** Names of resource types are the record's own, and may be anything in the individual's copy. */
  private static String quoted(String value) {
    StringBuilder text = new StringBuilder("\"");
    for (char c : value.toCharArray()) {
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        text.append("\\u%04x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }
}
