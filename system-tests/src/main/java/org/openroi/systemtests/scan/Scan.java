package org.openroi.systemtests.scan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openroi.event.SensitiveCategory;
import org.openroi.systemtests.scan.Oracle.Expected;

/**
 * Looks through what was in a package twice: against what the oracle says must be there, tree by
 * tree, and for what may not be there whatever the oracle says: codes, words, days, names of what
 * was left out, narrative. A finding quotes nothing of a record but a type and an id.
 */
public final class Scan {
  /** What may say anything: names of code systems and of places, and who is not spoken of. */
  private static final Set<String> NOT_SPOKEN = Set.of("system", "url", "data", "div");

  private static final Set<String> WITHOUT_DATES =
      Set.of("Patient", "Practitioner", "PractitionerRole", "Organization", "Location");
  private static final Pattern DAY = Pattern.compile("(?<!\\d)(\\d{4}-\\d{2}-\\d{2})(?!\\d)");
  private static final int SHOWN = 12;

  private final Sensitive sensitive = Sensitive.own();
  private final Allowance allowance;
  private final Expected expected;
  private final List<String> found = new ArrayList<>();

  private Scan(Allowance allowance, Expected expected) {
    this.allowance = allowance;
    this.expected = expected;
  }

  /**
   * What is wrong with a package.
   *
   * @param sources the pages of the record
   * @param pages what the package holds of them, in order
   * @param documents what it holds of C-CDA documents, in order
   */
  public static List<String> findings(
      Allowance allowance,
      Expected expected,
      List<byte[]> sources,
      List<byte[]> pages,
      List<byte[]> documents) {
    Scan scan = new Scan(allowance, expected);
    List<JsonNode> trees = pages.stream().map(Json::read).toList();
    scan.compare(trees);
    scan.bytes(sources, pages);
    scan.documents(documents);
    trees.forEach(scan::search);
    return scan.found.size() <= SHOWN
        ? List.copyOf(scan.found)
        : Stream.concat(
                scan.found.stream().limit(SHOWN),
                Stream.of("and " + (scan.found.size() - SHOWN) + " more"))
            .toList();
  }

  // Against the oracle.

  private void compare(List<JsonNode> pages) {
    Map<String, JsonNode> due = entries(expected.pages());
    Map<String, JsonNode> there = entries(pages);
    if (!List.copyOf(there.keySet()).equals(List.copyOf(due.keySet()))) {
      missing(due.keySet(), there.keySet()).forEach(key -> found.add("missing: " + key));
      missing(there.keySet(), due.keySet()).forEach(key -> found.add("too much: " + key));
      if (Set.copyOf(due.keySet()).equals(Set.copyOf(there.keySet()))) {
        found.add("another order");
      }
    }
    due.forEach(
        (key, entry) -> {
          JsonNode other = there.get(key);
          if (other != null && !other.equals(entry)) {
            found.add("differs: " + key + " in " + differences(entry, other));
          }
        });
    List<JsonNode> dueAround = around(expected.pages());
    if (!dueAround.containsAll(around(pages))) {
      found.add("a bundle differs beside its entries");
    }
  }

  private static List<String> missing(Collection<String> due, Collection<String> there) {
    return due.stream().filter(Predicate.not(there::contains)).toList();
  }

  private static Map<String, JsonNode> entries(List<JsonNode> pages) {
    Map<String, JsonNode> entries = new LinkedHashMap<>();
    for (JsonNode page : pages) {
      for (JsonNode entry : page.path("entry")) {
        String key = key(entry.path("resource"));
        for (int again = 2; entries.containsKey(key); again++) {
          key = key(entry.path("resource")) + " (" + again + ")";
        }
        entries.put(key, entry);
      }
    }
    return entries;
  }

  private static String key(JsonNode resource) {
    return resource.path("resourceType").asText() + "/" + resource.path("id").asText();
  }

  /** What stands in a bundle beside its entries. */
  private static List<JsonNode> around(List<JsonNode> pages) {
    return pages.stream()
        .map(JsonNode::deepCopy)
        .map(page -> ((ObjectNode) page).without("entry"))
        .map(JsonNode.class::cast)
        .toList();
  }

  /** The properties in which two trees differ, names only. */
  private static Set<String> differences(JsonNode one, JsonNode other) {
    Set<String> names = new TreeSet<>();
    Stream.of(one, other)
        .flatMap(tree -> tree.properties().stream().map(Map.Entry::getKey))
        .distinct()
        .filter(name -> !Objects.equals(one.get(name), other.get(name)))
        .forEach(
            name -> {
              JsonNode left = one.path(name);
              JsonNode right = other.path(name);
              if (left.isObject() && right.isObject()) {
                differences(left, right).forEach(inner -> names.add(name + "." + inner));
              } else {
                names.add(name + (left.isMissingNode() ? "+" : right.isMissingNode() ? "-" : ""));
              }
            });
    return names;
  }

  /** What lost nothing is there in the very bytes of the source. */
  private void bytes(List<byte[]> sources, List<byte[]> pages) {
    String delivered =
        pages.stream()
            .map(page -> new String(page, StandardCharsets.ISO_8859_1))
            .collect(Collectors.joining("\n"));
    Map<String, JsonNode> due = entries(expected.pages());
    int from = 0;
    for (byte[] source : sources) {
      JsonNode tree = Json.read(source);
      Iterator<int[]> spans = resources(source).iterator();
      for (JsonNode entry : tree.path("entry")) {
        int[] span = spans.next();
        JsonNode resource = entry.path("resource");
        JsonNode kept = due.getOrDefault(key(resource), entry.path("none")).path("resource");
        if (kept.equals(resource)) {
          String bytes =
              new String(source, span[0], span[1] - span[0], StandardCharsets.ISO_8859_1);
          int at = delivered.indexOf(bytes, from);
          if (at < 0) {
            found.add("not in the source's bytes: " + key(resource));
          } else {
            from = at + bytes.length();
          }
        }
      }
    }
  }

  /** Begin and end of the resource of every entry, in bytes. */
  private static List<int[]> resources(byte[] source) {
    List<int[]> spans = new ArrayList<>();
    try (JsonParser parser = Json.MAPPER.getFactory().createParser(source)) {
      int depth = 0;
      int begin = -1;
      while (parser.nextToken() != null) {
        JsonToken token = parser.currentToken();
        if (token.isStructStart()) {
          depth++;
          // Bundle, its array of entries, an entry, its resource.
          if (depth == 4 && "resource".equals(parser.currentName())) {
            begin = (int) parser.currentTokenLocation().getByteOffset();
          }
        } else if (token.isStructEnd()) {
          if (depth == 4 && begin >= 0) {
            spans.add(new int[] {begin, (int) parser.currentLocation().getByteOffset()});
            begin = -1;
          }
          depth--;
        }
      }
      return spans;
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  private void documents(List<byte[]> documents) {
    boolean same =
        documents.size() == expected.documents().size()
            && Stream.iterate(0, i -> i < documents.size(), i -> i + 1)
                .allMatch(i -> Arrays.equals(documents.get(i), expected.documents().get(i)));
    if (!same) {
      found.add(
          "%d documents where just %d belong"
              .formatted(documents.size(), expected.documents().size()));
    }
  }

  // Whatever the oracle says.

  private void search(JsonNode page) {
    for (JsonNode entry : page.path("entry")) {
      JsonNode resource = entry.path("resource");
      String key = key(resource);
      if (expected.withheldIds().contains(resource.path("id").asText())) {
        found.add("was to be left out: " + key);
      }
      names(key, entry);
      if (!allowance.individual()) {
        codes(key, resource);
        words(key, resource);
        if (Json.objects(resource).anyMatch(object -> object.has("div"))) {
          found.add("narrative: " + key);
        }
      }
      if (allowance.isDated() && !WITHOUT_DATES.contains(resource.path("resourceType").asText())) {
        days(key, resource);
      }
      if (allowance.minimumNecessary() && key.startsWith("Patient/")) {
        minimum(key, resource);
      }
    }
  }

  /** Nothing that goes names what does not. */
  private void names(String key, JsonNode entry) {
    Json.strings(
        entry,
        (name, text) -> {
          if (name.equals("reference")
              && expected.withheldIds().stream()
                  .anyMatch(id -> text.endsWith(":" + id) || text.endsWith("/" + id))) {
            found.add("names what was left out: " + key);
          }
        });
  }

  private void codes(String key, JsonNode resource) {
    Json.objects(resource)
        .filter(object -> object.path("system").isTextual() && object.path("code").isTextual())
        .flatMap(
            coding ->
                sensitive
                    .ofCode(coding.path("system").asText(), coding.path("code").asText())
                    .stream())
        .filter(allowance.withheld()::contains)
        .distinct()
        .forEach(category -> found.add("a code of what is withheld: " + key));
  }

  private void words(String key, JsonNode resource) {
    Json.strings(
        resource,
        (name, text) -> {
          if (!NOT_SPOKEN.contains(name)) {
            Set<SensitiveCategory> spoken = Sensitive.ofText(text);
            if (allowance.withheld().stream().anyMatch(spoken::contains)) {
              found.add("a word of what is withheld: " + key + " under " + name);
            }
          }
        });
  }

  private void days(String key, JsonNode resource) {
    for (Map.Entry<String, JsonNode> property : resource.properties()) {
      if (!property.getKey().equals("meta")) {
        Json.strings(
            property.getValue(),
            (name, text) -> {
              Matcher day = DAY.matcher(text);
              while (day.find()) {
                if (!allowance.covers(LocalDate.parse(day.group(1)))) {
                  found.add("a day outside: " + key + " under " + property.getKey());
                }
              }
            });
      }
    }
  }

  private void minimum(String key, JsonNode patient) {
    for (String name : List.of("address", "telecom", "maritalStatus", "contact", "extension")) {
      if (patient.has(name)) {
        found.add("more than the minimum: " + key + " with " + name);
      }
    }
  }
}
