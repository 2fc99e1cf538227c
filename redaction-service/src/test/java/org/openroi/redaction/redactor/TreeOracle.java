package org.openroi.redaction.redactor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openroi.event.RecordType;
import org.openroi.event.SensitiveCategory;

/**
 * What the cut must do, said a second time: slowly, over whole trees, with none of its code. Reads
 * pages that are well formed.
 */
final class TreeOracle {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static final Set<String> SUPPORTING =
      Set.of(
          ("Practitioner PractitionerRole Organization Location Medication Coverage Substance"
                  + " Specimen RelatedPerson")
              .split(" "));
  private static final Set<String> UNDATED =
      Set.of("Patient Practitioner PractitionerRole Organization Location".split(" "));
  private static final Set<String> LISTING =
      Set.of(
          "Provenance List Composition Patient Practitioner PractitionerRole Organization Location"
              .split(" "));
  private static final Set<String> NO_TEXT =
      Set.of("id url reference system code fullUrl div data".split(" "));
  private static final Set<String> ATTACHMENTS =
      Set.of(
          ("attachment presentedForm content photo image valueAttachment contentAttachment"
                  + " sourceAttachment")
              .split(" "));
  private static final Pattern UNKNOWN_TYPE = Pattern.compile("Made.*|Group|Person|Parameters");

  private static final Map<SensitiveCategory, Pattern> WORDS =
      new EnumMap<>(
          Map.of(
              SensitiveCategory.MENTAL_HEALTH,
              words(
                  "depress\\w*|anxiety|anxious|bipolar|schizo\\w*|psycho\\w*|psychiatr\\w*|suicid\\w*|self-?harm|mental"
                      + " (health|disorder|illness)|ptsd|adhd|phq-?[29]|gad-?7"),
              SensitiveCategory.SUBSTANCE_USE,
              words(
                  "alcohol\\w*|opioid\\w*|overdos\\w*|drug abuse|drug dependen\\w*|substance abuse"
                      + "|substance use|addict\\w*|heroin|cocaine|methadone|naloxone|audit-?c"),
              SensitiveCategory.HIV,
              Pattern.compile(
                  "(?<![A-Za-z0-9])((?i:hiv|human immunodeficiency|cd4|antiretroviral\\w*)|AIDS)"
                      + "(?![A-Za-z0-9])")));

  private static Pattern words(String alternatives) {
    return Pattern.compile(
        "(?<![A-Za-z0-9])(?:" + alternatives + ")(?![A-Za-z0-9])", Pattern.CASE_INSENSITIVE);
  }

  /** Labels that are no category. */
  private enum Other {
    PART2,
    PSYCHOTHERAPY_NOTES,
    DOUBT
  }

  private static final class Item {
    final int page;
    final ObjectNode entry;
    final @Nullable ObjectNode resource;
    final String type;
    final String id;
    final Set<Object> own = new HashSet<>();
    final Set<Object> labels = new HashSet<>();
    final List<ObjectNode> references = new ArrayList<>();
    final Set<Item> refersTo = new LinkedHashSet<>();
    final Set<Item> encounters = new LinkedHashSet<>();
    final List<LocalDate[]> dates = new ArrayList<>();
    final Set<SensitiveCategory> attachmentWords = EnumSet.noneOf(SensitiveCategory.class);
    boolean document;
    boolean plain = true;
    @Nullable CutRule withheldBy;

    Item(int page, ObjectNode entry) {
      this.page = page;
      this.entry = entry;
      resource = entry.get("resource") instanceof ObjectNode object ? object : null;
      type = resource == null ? "" : resource.path("resourceType").asText();
      id = resource == null ? "" : resource.path("id").asText();
      if (type.equals("DocumentReference")
          || type.equals("Binary")
          || type.equals("Composition")
          || type.equals("Media")) {
        document = true;
      }
    }

    boolean goes() {
      return withheldBy == null;
    }
  }

  private final Map<String, Set<SensitiveCategory>> codes = new HashMap<>();
  private final Map<String, Set<SensitiveCategory>> stems = new TreeMap<>();
  private final Set<String> programs;
  private final List<ObjectNode> bundles = new ArrayList<>();
  private final List<Item> items = new ArrayList<>();
  private final Map<String, List<Item>> byReference = new HashMap<>();

  /**
   * @param pack lines of {@code system URI,code,CATEGORY}
   */
  TreeOracle(List<byte[]> pages, String pack, Set<String> programs) throws IOException {
    this.programs = programs;
    pack.lines()
        .map(line -> line.split(","))
        .forEach(
            fields -> {
              boolean stem = fields[1].endsWith("*");
              String key = fields[0] + "|" + fields[1].replace("*", "").replace(".", "");
              (stem ? stems : codes)
                  .computeIfAbsent(key, any -> EnumSet.noneOf(SensitiveCategory.class))
                  .add(SensitiveCategory.valueOf(fields[2]));
            });
    for (byte[] page : pages) {
      ObjectNode bundle = (ObjectNode) JSON.readTree(page);
      int number = bundles.size();
      bundles.add(bundle);
      for (JsonNode entry : bundle.path("entry")) {
        items.add(new Item(number, (ObjectNode) entry));
      }
    }
    for (Item item : items) {
      if (item.resource != null) {
        index(item.entry.path("fullUrl").asText(), item);
        index(item.type + "/" + item.id, item);
        index("urn:uuid:" + item.id, item);
      }
    }
    items.forEach(this::look);
    for (int page = 0; page < bundles.size(); page++) {
      spread(page);
    }
    flow();
  }

  /** What goes: by page, the bundle that is left. */
  List<JsonNode> cut(CutPolicy policy) {
    items.forEach(item -> item.withheldBy = CutRule.NOT_REFERRED_TO);
    boolean clean =
        items.stream()
            .noneMatch(item -> item.labels.stream().anyMatch(policy.withheld()::contains));
    for (Item item : items) {
      if (!SUPPORTING.contains(item.type)) {
        item.withheldBy = judge(item, policy, clean, true);
      }
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Item item : items) {
        if (item.goes()) {
          for (Item target : followed(item, policy)) {
            if (SUPPORTING.contains(target.type)
                && !target.goes()
                && judge(target, policy, clean, false) == null) {
              target.withheldBy = null;
              changed = true;
            }
          }
        }
      }
    }
    for (Item item : items) {
      if (SUPPORTING.contains(item.type) && !item.goes()) {
        CutRule rule = judge(item, policy, clean, false);
        item.withheldBy = rule == null ? CutRule.NOT_REFERRED_TO : rule;
      }
    }
    List<JsonNode> left = new ArrayList<>();
    for (int page = 0; page < bundles.size(); page++) {
      left.add(bundle(page, policy));
    }
    return left;
  }

  /**
   * By page, what keeps each entry back; absent where it goes. For the policy that was cut last.
   */
  List<List<@Nullable CutRule>> rules() {
    List<List<@Nullable CutRule>> rules = new ArrayList<>();
    for (int page = 0; page < bundles.size(); page++) {
      rules.add(new ArrayList<>());
    }
    items.forEach(item -> rules.get(item.page).add(item.withheldBy));
    return rules;
  }

  boolean isHeldForPart2(CutPolicy policy) {
    return !policy.individual()
        && items.stream().anyMatch(item -> item.goes() && item.labels.contains(Other.PART2));
  }

  private void index(String reference, Item item) {
    List<Item> named = byReference.computeIfAbsent(normal(reference), any -> new ArrayList<>());
    if (!reference.isEmpty() && !named.contains(item)) {
      named.add(item);
    }
  }

  private static String normal(String reference) {
    String text = reference.strip();
    if (text.startsWith("urn:")) {
      return text.toLowerCase(Locale.ROOT);
    }
    if (text.contains("?")) {
      return "";
    }
    String plain = text.replaceFirst("/_history/.*", "").replaceFirst("#.*", "");
    Matcher last = Pattern.compile("([^/]+/[^/]+)$").matcher(plain);
    return last.find() ? last.group(1) : plain;
  }

  private List<Item> named(String reference) {
    if (reference.startsWith("#") || normal(reference).isEmpty()) {
      return List.of();
    }
    return byReference.getOrDefault(normal(reference), List.of());
  }

  private void look(Item item) {
    Set<Object> security = new HashSet<>();
    item.entry
        .properties()
        .forEach(
            property -> {
              if (property.getKey().equals("resource")) {
                if (item.resource != null) {
                  walk(item, item.resource, "", List.of(), security);
                }
              } else if (!property.getKey().equals("fullUrl")) {
                Item beside = new Item(item.page, JSON.createObjectNode());
                ObjectNode holder = JSON.createObjectNode();
                holder.set(property.getKey(), property.getValue());
                walk(beside, holder, "", List.of(), security);
                item.own.addAll(beside.own);
              }
            });
    settle(item.own, security);
    if (item.resource != null) {
      String provider = item.resource.path("serviceProvider").path("reference").asText();
      JsonNode identifier = item.resource.path("serviceProvider").path("identifier");
      boolean byReference = named(provider).stream().anyMatch(this::isProgram);
      if (byReference
          || isProgram(provider)
          || isProgram(
              identifier.path("system").asText() + "|" + identifier.path("value").asText())) {
        item.own.addAll(Set.of(Other.PART2, SensitiveCategory.SUBSTANCE_USE));
      }
    }
  }

  private boolean isProgram(Item organization) {
    for (JsonNode each : organization.entry.path("resource").path("identifier")) {
      if (isProgram(each.path("system").asText() + "|" + each.path("value").asText())) {
        return true;
      }
    }
    return false;
  }

  private boolean isProgram(String named) {
    return programs.stream()
        .anyMatch(
            program ->
                named.equals(program)
                    || named.endsWith("|" + program)
                    || named.endsWith("/" + program)
                    || named.endsWith(":" + program)
                    || named.endsWith("=" + program));
  }

  /** R or V alone is a doubt. */
  private static void settle(Set<Object> own, Set<Object> security) {
    boolean restricted = security.remove("RESTRICTED");
    own.remove("RESTRICTED");
    security.remove(Other.DOUBT);
    if (restricted && security.isEmpty()) {
      own.add(Other.DOUBT);
    }
  }

  private void walk(
      Item item, JsonNode node, String name, List<String> path, Set<Object> security) {
    if (node instanceof ArrayNode array) {
      array.forEach(element -> walk(item, element, name, path, security));
    } else if (node instanceof ObjectNode object) {
      object(item, object, name, path, security);
      object
          .properties()
          .forEach(
              property -> {
                List<String> deeper = new ArrayList<>(path);
                deeper.add(property.getKey());
                walk(item, property.getValue(), property.getKey(), deeper, security);
              });
    } else if (node.isTextual() && !NO_TEXT.contains(name)) {
      item.own.addAll(mentioned(node.asText()));
      String root = path.get(0);
      if (!root.equals("meta") && !root.equals("text")) {
        dates(item, node.asText(), name);
      }
    }
  }

  private void object(
      Item item, ObjectNode object, String name, List<String> path, Set<Object> security) {
    if (object.path("system").isTextual() && object.path("code").isTextual()) {
      String system = object.get("system").asText().strip();
      String code = object.get("code").asText().strip();
      item.own.addAll(categories(system, code));
      if (name.equals("security") && path.size() > 1 && path.get(path.size() - 2).equals("meta")) {
        Set<Object> labels = securityLabel(system, code);
        item.own.addAll(labels);
        security.addAll(labels);
      }
    }
    if (object.path("reference").isTextual() && !path.isEmpty()) {
      item.references.add(object);
      boolean encounter =
          name.equals("encounter") || (path.get(0).equals("context") && name.equals("context"));
      for (Item target : named(object.get("reference").asText())) {
        item.refersTo.add(target);
        if (encounter && target.type.equals("Encounter")) {
          item.encounters.add(target);
        }
      }
    }
    boolean sampled = object.has("origin");
    boolean data = object.path("data").isTextual();
    boolean url = object.path("url").isTextual();
    boolean type = object.path("contentType").isTextual();
    if (type || (data && !sampled) || (url && ATTACHMENTS.contains(name))) {
      item.document = true;
      String text = data ? text(object.get("data").asText()) : null;
      String contentType =
          object.path("contentType").asText().toLowerCase(Locale.ROOT).replace(" ", "");
      item.plain &=
          text != null
              && !url
              && (contentType.equals("text/plain")
                  || contentType.equals("text/plain;charset=utf-8"));
      if (text != null) {
        item.attachmentWords.addAll(mentioned(text));
        Matcher days = Pattern.compile("(?<!\\d)\\d{4}-\\d{2}-\\d{2}(?!\\d)").matcher(text);
        while (days.find()) {
          item.dates.add(
              new LocalDate[] {LocalDate.parse(days.group()), LocalDate.parse(days.group())});
        }
      }
    }
    boolean narrative = name.equals("text");
    if (object.path("div").isTextual() && !narrative) {
      item.document = true;
      item.plain = false;
    }
    boolean ofResource = path.isEmpty() || object.path("resourceType").isTextual();
    JsonNode text = object.path("text");
    if (!ofResource && (text.path("div").isTextual() || text.path(0).path("div").isTextual())) {
      item.document = true;
      item.plain = false;
    }
  }

  /** An attachment's text; absent when it is none. */
  private static @Nullable String text(String data) {
    try {
      byte[] bytes = Base64.getDecoder().decode(data.replaceAll("[ \\t\\r\\n]", ""));
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException none) {
      return null;
    }
  }

  private Set<Object> categories(String system, String code) {
    String plain =
        system
            .replaceFirst("^urn:oid:2.16.840.1.113883.6.90$", "http://hl7.org/fhir/sid/icd-10-cm")
            .replaceFirst("/sid/icd-10$", "/sid/icd-10-cm");
    String key = plain + "|" + code.toUpperCase(Locale.ROOT).replace(".", "");
    Set<Object> found = new HashSet<>(codes.getOrDefault(key, Set.of()));
    stems.forEach(
        (stem, categories) -> {
          if (key.startsWith(stem)) {
            found.addAll(categories);
          }
        });
    return found;
  }

  private static Set<Object> securityLabel(String system, String code) {
    if (system.equals("http://terminology.hl7.org/CodeSystem/v3-ActCode")) {
      return switch (code) {
        case "SUD", "ETH", "ETHUD", "OPIOIDUD" -> Set.of(SensitiveCategory.SUBSTANCE_USE);
        case "MH", "PSY", "BH" -> Set.of(SensitiveCategory.MENTAL_HEALTH);
        case "HIV" -> Set.of(SensitiveCategory.HIV);
        case "42CFRPart2" -> Set.of(Other.PART2, SensitiveCategory.SUBSTANCE_USE);
        case "PSYTHPN" -> Set.of(Other.PSYCHOTHERAPY_NOTES);
        case "SEX", "STD", "GDIS" -> Set.of(Other.DOUBT);
        default -> Set.of();
      };
    }
    boolean restricted =
        system.equals("http://terminology.hl7.org/CodeSystem/v3-Confidentiality")
            && (code.equals("R") || code.equals("V"));
    return restricted ? Set.of("RESTRICTED") : Set.of();
  }

  private static Set<SensitiveCategory> mentioned(String text) {
    EnumSet<SensitiveCategory> found = EnumSet.noneOf(SensitiveCategory.class);
    String plain = text.replaceAll("\\s+", " ");
    WORDS.forEach(
        (category, pattern) -> {
          if (pattern.matcher(plain).find()) {
            found.add(category);
          }
        });
    return found;
  }

  private static void dates(Item item, String text, String name) {
    if (UNDATED.contains(item.type)) {
      return;
    }
    boolean ofDates = name.matches("start|end|date|.*Date|.*DateTime|.*On");
    if (text.matches("\\d{4}") && ofDates) {
      item.dates.add(
          new LocalDate[] {LocalDate.parse(text + "-01-01"), LocalDate.parse(text + "-12-31")});
    } else if (text.matches("\\d{4}-\\d{2}")) {
      YearMonth month = YearMonth.parse(text);
      item.dates.add(new LocalDate[] {month.atDay(1), month.atEndOfMonth()});
    } else {
      Matcher days = Pattern.compile("(?<!\\d)\\d{4}-\\d{2}-\\d{2}(?!\\d)").matcher(text);
      while (days.find()) {
        item.dates.add(
            new LocalDate[] {LocalDate.parse(days.group()), LocalDate.parse(days.group())});
      }
    }
  }

  private void spread(int page) {
    Item bundle = new Item(page, JSON.createObjectNode());
    Set<Object> security = new HashSet<>();
    ObjectNode holder = JSON.createObjectNode();
    if (bundles.get(page).has("meta")) {
      holder.set("meta", bundles.get(page).get("meta"));
    }
    walk(bundle, holder, "", List.of(), security);
    boolean restricted = bundle.own.remove("RESTRICTED");
    Set<Object> said = new HashSet<>();
    items.stream().filter(item -> item.page == page).forEach(item -> said.addAll(item.own));
    Set<Object> more = new HashSet<>(bundle.own);
    if (restricted && more.isEmpty() && said.isEmpty()) {
      more.add(Other.DOUBT);
    }
    more.removeAll(said);
    items.stream().filter(item -> item.page == page).forEach(item -> item.own.addAll(more));
  }

  private void flow() {
    for (Item item : items) {
      item.labels.addAll(item.own);
    }
    for (Item item : items) {
      if (Set.of("Condition", "CarePlan", "MedicationRequest").contains(item.type)) {
        for (Item encounter : item.encounters) {
          encounter.labels.addAll(flowing(item.own));
        }
      }
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Item item : items) {
        if (!LISTING.contains(item.type)) {
          for (Item target : item.refersTo) {
            changed |= item.labels.addAll(flowing(target.labels));
          }
        }
        for (Item content : contents(item)) {
          changed |= LISTING.contains(item.type) ? false : item.labels.addAll(content.labels);
          changed |= content.labels.addAll(item.labels);
        }
        changed |= guard(item);
      }
    }
  }

  private boolean guard(Item item) {
    boolean changed = false;
    if (item.resource != null && !LISTING.contains(item.type)) {
      JsonNode guard = item.resource.path("securityContext").path("reference");
      if (guard.isTextual()) {
        for (Item target : named(guard.asText())) {
          changed |= item.labels.addAll(target.labels);
        }
      }
    }
    return changed;
  }

  private static Set<Object> flowing(Set<Object> labels) {
    Set<Object> flowing = new HashSet<>(labels);
    flowing.remove(Other.PSYCHOTHERAPY_NOTES);
    return flowing;
  }

  /** Where attachments of an item stand by their address. */
  private Set<Item> contents(Item item) {
    Set<Item> contents = new LinkedHashSet<>();
    if (item.resource != null) {
      ATTACHMENTS.forEach(
          name ->
              item.resource
                  .findValues(name)
                  .forEach(
                      value -> {
                        List<JsonNode> objects = new ArrayList<>();
                        if (value.isArray()) {
                          value.forEach(objects::add);
                        } else {
                          objects.add(value);
                        }
                        for (JsonNode object : objects) {
                          if (object.path("url").isTextual()) {
                            contents.addAll(named(object.get("url").asText()));
                          }
                        }
                      }));
    }
    return contents;
  }

  private @Nullable CutRule judge(Item item, CutPolicy policy, boolean clean, boolean scoped) {
    if (item.labels.contains(Other.PSYCHOTHERAPY_NOTES)) {
      return CutRule.LEGAL_EXCLUSION;
    }
    if (item.type.equals("Patient")) {
      return null;
    }
    if (scoped) {
      if (!isOfKind(item, policy)) {
        return CutRule.RECORD_TYPE;
      }
      if (!policy.encounters().isEmpty() && !isOfEncounters(item, policy)) {
        return CutRule.ENCOUNTER;
      }
      if ((policy.from() != null || policy.to() != null) && !isInRange(item, policy)) {
        return CutRule.DATE;
      }
    }
    if (policy.individual()) {
      return null;
    }
    if (item.own.stream().anyMatch(policy.withheld()::contains)) {
      return CutRule.CATEGORY;
    }
    if (item.labels.stream().anyMatch(policy.withheld()::contains)) {
      return CutRule.CATEGORY_BY_CONTEXT;
    }
    if (item.labels.contains(Other.DOUBT)) {
      return CutRule.DOUBT;
    }
    boolean mentions = item.attachmentWords.stream().anyMatch(policy.withheld()::contains);
    return !policy.withheld().isEmpty() && item.document && (!clean || !item.plain || mentions)
        ? CutRule.MAY_MENTION
        : null;
  }

  private static boolean isOfKind(Item item, CutPolicy policy) {
    if (item.type.isEmpty()) {
      return false;
    }
    if (policy.recordTypes().contains(RecordType.ENTIRE_RECORD)) {
      return policy.individual() || !UNKNOWN_TYPE.matcher(item.type).matches();
    }
    return policy.recordTypes().stream().anyMatch(type -> kinds(item).contains(type));
  }

  private static Set<RecordType> kinds(Item item) {
    JsonNode resource = item.entry.get("resource");
    Set<String> category = coded(resource.path("category"));
    Set<String> code = coded(resource.path("code"));
    Set<String> type = coded(resource.path("type"));
    String section = "http://terminology.hl7.org/CodeSystem/v2-0074|";
    String observation = "http://terminology.hl7.org/CodeSystem/observation-category|";
    Map<String, RecordType> notes =
        Map.of(
            "18842-5", RecordType.DISCHARGE_SUMMARY,
            "34117-2", RecordType.HISTORY_AND_PHYSICAL,
            "11488-4", RecordType.CONSULTATION_NOTE,
            "11506-3", RecordType.PROGRESS_NOTE,
            "11504-8", RecordType.OPERATIVE_NOTE,
            "28570-0", RecordType.OPERATIVE_NOTE,
            "34111-5", RecordType.EMERGENCY_NOTE,
            "18748-4", RecordType.IMAGING_REPORT,
            "11526-1", RecordType.PATHOLOGY_REPORT);
    Set<RecordType> kinds = EnumSet.noneOf(RecordType.class);
    switch (item.type) {
      case "MedicationRequest",
          "MedicationAdministration",
          "MedicationStatement",
          "MedicationDispense" ->
          kinds.add(RecordType.MEDICATIONS);
      case "AllergyIntolerance" -> kinds.add(RecordType.ALLERGIES);
      case "Immunization" -> kinds.add(RecordType.IMMUNIZATIONS);
      case "Condition" -> kinds.add(RecordType.PROBLEMS);
      case "Procedure" -> kinds.add(RecordType.PROCEDURES);
      case "ImagingStudy" -> kinds.add(RecordType.IMAGING_REPORT);
      case "Claim", "ClaimResponse", "ExplanationOfBenefit", "Account", "Invoice", "ChargeItem" ->
          kinds.add(RecordType.BILLING);
      case "Observation" -> {
        if (category.contains(observation + "vital-signs")) {
          kinds.add(RecordType.VITAL_SIGNS);
        }
        if (category.contains(observation + "laboratory")) {
          kinds.add(RecordType.LABORATORY_REPORT);
        }
      }
      case "DiagnosticReport" -> {
        if (category.contains(section + "LAB")) {
          kinds.add(RecordType.LABORATORY_REPORT);
        }
        if (category.contains(section + "RAD")) {
          kinds.add(RecordType.IMAGING_REPORT);
        }
        if (category.contains(section + "PAT")
            || category.contains(section + "SP")
            || category.contains(section + "CP")) {
          kinds.add(RecordType.PATHOLOGY_REPORT);
        }
        notes.forEach(
            (loinc, kind) -> {
              if (category.contains("http://loinc.org|" + loinc)
                  || code.contains("http://loinc.org|" + loinc)) {
                kinds.add(kind);
              }
            });
      }
      case "DocumentReference" ->
          notes.forEach(
              (loinc, kind) -> {
                if (type.contains("http://loinc.org|" + loinc)) {
                  kinds.add(kind);
                }
              });
      default -> {
        // of no kind by itself
      }
    }
    return kinds;
  }

  private static Set<String> coded(JsonNode concepts) {
    Set<String> coded = new HashSet<>();
    List<JsonNode> all = new ArrayList<>();
    if (concepts.isArray()) {
      concepts.forEach(all::add);
    } else {
      all.add(concepts);
    }
    for (JsonNode concept : all) {
      for (JsonNode coding : concept.path("coding")) {
        coded.add(coding.path("system").asText() + "|" + coding.path("code").asText());
      }
    }
    return coded;
  }

  private boolean isOfEncounters(Item item, CutPolicy policy) {
    if (item.type.equals("Encounter") && policy.encounters().contains(item.id)) {
      return true;
    }
    for (Item target : item.refersTo) {
      if (target.type.equals("Encounter") && policy.encounters().contains(target.id)) {
        return true;
      }
    }
    return item.references.stream()
        .map(reference -> normal(reference.get("reference").asText()))
        .anyMatch(
            text ->
                policy.encounters().stream()
                    .anyMatch(
                        id ->
                            text.equals("Encounter/" + id)
                                || text.equals("urn:uuid:" + id.toLowerCase(Locale.ROOT))));
  }

  private static boolean isInRange(Item item, CutPolicy policy) {
    if (!item.dates.isEmpty()) {
      return item.dates.stream()
          .allMatch(
              span ->
                  (policy.from() == null || !span[0].isBefore(policy.from()))
                      && (policy.to() == null || !span[1].isAfter(policy.to())));
    }
    return !item.encounters.isEmpty()
        && item.encounters.stream()
            .allMatch(encounter -> !encounter.dates.isEmpty() && isInRange(encounter, policy));
  }

  private Set<Item> followed(Item item, CutPolicy policy) {
    if (!policy.minimumNecessary() || !item.type.equals("Patient")) {
      return item.refersTo;
    }
    Set<Item> followed = new LinkedHashSet<>();
    for (String name : List.of("identifier", "name")) {
      for (String reference : item.entry.get("resource").path(name).findValuesAsText("reference")) {
        followed.addAll(named(reference));
      }
    }
    return followed;
  }

  private JsonNode bundle(int page, CutPolicy policy) {
    ObjectNode bundle = bundles.get(page).deepCopy();
    bundle.remove(List.of("link", "signature"));
    for (JsonNode label : bundle.path("meta").path("security")) {
      if (label.path("code").asText().equals("PSYTHPN")) {
        bundle.remove("meta");
      }
    }
    if (policy.from() != null || policy.to() != null) {
      bundle.remove("timestamp");
    }
    if (!policy.individual()) {
      bundle.retain(
          "resourceType",
          "id",
          "identifier",
          "type",
          "timestamp",
          "total",
          "entry",
          "implicitRules",
          "language");
    }
    List<Item> going = items.stream().filter(item -> item.page == page && item.goes()).toList();
    if (bundle.has("total")) {
      bundle.set("total", IntNode.valueOf(going.size()));
    }
    if (!bundle.path("entry").isEmpty()) {
      if (going.isEmpty()) {
        bundle.remove("entry");
      } else {
        ArrayNode entries = bundle.putArray("entry");
        going.forEach(item -> entries.add(entry(item, policy)));
      }
    }
    return bundle;
  }

  private JsonNode entry(Item item, CutPolicy policy) {
    ObjectNode entry = item.entry.deepCopy();
    ObjectNode resource = (ObjectNode) entry.get("resource");
    Set<Object> lost = Collections.newSetFromMap(new IdentityHashMap<>());
    if (policy.minimumNecessary() && item.type.equals("Patient")) {
      int before = resource.size();
      resource.retain("resourceType", "id", "identifier", "name", "birthDate", "gender");
      if (resource.size() < before) {
        lost.add(resource);
      }
    }
    without(resource, true, lost);
    narratives(resource, true, policy.individual(), lost);
    prune(resource, lost);
    return entry;
  }

  /** Takes references to what does not go out of an object; says whether it must go itself. */
  private boolean without(JsonNode node, boolean root, Set<Object> lost) {
    boolean goes = false;
    if (node instanceof ObjectNode object) {
      if (!root && isDangling(object.path("reference"))) {
        goes = true;
      }
      for (Map.Entry<String, JsonNode> property : copy(object).entrySet()) {
        if (without(property.getValue(), false, lost)) {
          if (root) {
            object.remove(property.getKey());
            lost.add(object);
          } else {
            goes = true;
          }
        } else if (lost.contains(property.getValue())) {
          lost.add(object);
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = array.size() - 1; i >= 0; i--) {
        if (without(array.get(i), false, lost)) {
          array.remove(i);
          lost.add(array);
        } else if (lost.contains(array.get(i))) {
          lost.add(array);
        }
      }
    }
    return goes;
  }

  private boolean isDangling(JsonNode reference) {
    return reference.isTextual()
        && named(reference.asText()).stream().anyMatch(target -> !target.goes());
  }

  private static void narratives(
      JsonNode node, boolean root, boolean individual, Set<Object> lost) {
    if (node instanceof ObjectNode object) {
      boolean resource = root || object.path("resourceType").isTextual();
      if (resource
          && object.path("text").isContainerNode()
          && (!individual || lost.contains(object))) {
        object.remove("text");
        lost.add(object);
      }
    }
    for (JsonNode child : node) {
      narratives(child, false, individual, lost);
    }
  }

  /** Takes out what has become empty. */
  private static boolean prune(JsonNode node, Set<Object> lost) {
    if (node instanceof ObjectNode object) {
      copy(object)
          .forEach(
              (name, child) -> {
                if (prune(child, lost)) {
                  object.remove(name);
                  lost.add(object);
                }
              });
    } else if (node instanceof ArrayNode array) {
      for (int i = array.size() - 1; i >= 0; i--) {
        if (prune(array.get(i), lost)) {
          array.remove(i);
          lost.add(array);
        }
      }
    }
    return node.isContainerNode() && node.isEmpty() && lost.contains(node);
  }

  private static Map<String, JsonNode> copy(ObjectNode object) {
    Map<String, JsonNode> copy = new LinkedHashMap<>();
    object.properties().forEach(property -> copy.put(property.getKey(), property.getValue()));
    return copy;
  }
}
