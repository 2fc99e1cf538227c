package org.openroi.systemtests.scan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A whole record as trees, every resource labelled. */
final class Chart {
  /** What would label nearly everything with what it only lists, or with who was there. */
  private static final Set<String> LABELLED_BY_NOTHING_THEY_NAME =
      Set.of(
          "Provenance",
          "List",
          "Composition",
          "Patient",
          "Practitioner",
          "PractitionerRole",
          "Organization",
          "Location");

  private static final Set<String> LABELS_THE_ENCOUNTER =
      Set.of("Condition", "CarePlan", "MedicationRequest");

  private static final Set<String> NOT_WORDS =
      Set.of("id", "url", "reference", "system", "code", "fullUrl", "div", "data");

  private final Sensitive sensitive = Sensitive.own();
  private final List<JsonNode> pages;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Entry> byReference = new HashMap<>();

  Chart(List<JsonNode> pages, Set<String> part2Programs) {
    this.pages = pages;
    for (int page = 0; page < pages.size(); page++) {
      for (JsonNode whole : pages.get(page).path("entry")) {
        if (whole.get("resource") instanceof ObjectNode resource) {
          Entry entry = new Entry(page, whole, resource);
          entries.add(entry);
          Json.text(whole, "fullUrl").ifPresent(url -> byReference.putIfAbsent(url, entry));
          byReference.putIfAbsent(entry.type + "/" + entry.id, entry);
          byReference.putIfAbsent("urn:uuid:" + entry.id, entry);
        }
      }
    }
    for (Entry entry : entries) {
      Json.objects(entry.resource)
          .flatMap(object -> target(object).stream())
          .distinct()
          .forEach(entry.refersTo::add);
      entry.own.addAll(own(entry.resource));
      if (entry.type.equals("Encounter") && isOf(part2Programs, entry.resource)) {
        entry.own.add(Label.PART2);
        entry.own.add(Label.SUBSTANCE_USE);
      }
      entry.labels.addAll(entry.own);
    }
    for (Entry entry : entries) {
      if (LABELS_THE_ENCOUNTER.contains(entry.type)) {
        target(entry.resource.path("encounter")).ifPresent(it -> it.labels.addAll(entry.own));
      }
    }
    while (spread()) {}
  }

  List<JsonNode> pages() {
    return pages;
  }

  List<Entry> entries() {
    return entries;
  }

  /** The resource of this record that a Reference names. */
  Optional<Entry> target(JsonNode object) {
    return object.isObject()
        ? Json.text(object, "reference").map(byReference::get)
        : Optional.empty();
  }

  /** What one coding and one text speak of. */
  Sensitive sensitive() {
    return sensitive;
  }

  private boolean spread() {
    boolean changed = false;
    for (Entry entry : entries) {
      if (!LABELLED_BY_NOTHING_THEY_NAME.contains(entry.type)) {
        for (Entry target : entry.refersTo) {
          changed |= entry.labels.addAll(target.labels);
        }
      }
    }
    return changed;
  }

  private List<Label> own(ObjectNode resource) {
    List<Label> labels = new ArrayList<>();
    Json.objects(resource)
        .forEach(
            object -> {
              Optional<String> system = Json.text(object, "system");
              Optional<String> code = Json.text(object, "code");
              if (system.isPresent() && code.isPresent()) {
                sensitive
                    .ofCode(system.get(), code.get())
                    .forEach(category -> labels.add(Label.of(category)));
              }
              if (object.has("resourceType")) {
                labels.addAll(marked(object.path("meta").path("security")));
              }
            });
    Json.strings(
        resource,
        (name, text) -> {
          if (!NOT_WORDS.contains(name)) {
            Sensitive.ofText(text).forEach(category -> labels.add(Label.of(category)));
          }
        });
    return labels;
  }

  private static List<Label> marked(JsonNode security) {
    List<Label> labels = new ArrayList<>();
    boolean restricted = false;
    for (JsonNode coding : security) {
      String system = Json.text(coding, "system").orElse("");
      String code = Json.text(coding, "code").orElse("");
      if (system.endsWith("v3-ActCode")) {
        switch (code) {
          case "SUD", "ETH", "ETHUD", "OPIOIDUD" -> labels.add(Label.SUBSTANCE_USE);
          case "MH", "PSY", "BH" -> labels.add(Label.MENTAL_HEALTH);
          case "HIV" -> labels.add(Label.HIV);
          case "42CFRPart2" -> labels.addAll(List.of(Label.PART2, Label.SUBSTANCE_USE));
          case "PSYTHPN" -> labels.add(Label.PSYCHOTHERAPY);
          default -> {}
        }
      }
      restricted |= system.endsWith("v3-Confidentiality") && (code.equals("R") || code.equals("V"));
    }
    if (restricted && labels.isEmpty()) {
      labels.add(Label.DOUBT);
    }
    return labels;
  }

  private static boolean isOf(Set<String> programs, ObjectNode encounter) {
    JsonNode provider = encounter.path("serviceProvider");
    String reference = Json.text(provider, "reference").orElse("");
    String value = Json.text(provider.path("identifier"), "value").orElse("");
    return programs.contains(reference)
        || programs.contains(value)
        || programs.contains(reference.substring(reference.lastIndexOf('|') + 1))
        || programs.contains(reference.substring(reference.lastIndexOf('/') + 1));
  }
}
