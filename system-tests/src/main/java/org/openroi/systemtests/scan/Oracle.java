package org.openroi.systemtests.scan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openroi.event.RecordType;
import org.openroi.event.SensitiveCategory;

/** Says what must be in a package, no more and no less, as trees. */
public final class Oracle {
  private static final String LOINC = "http://loinc.org";
  private static final String DIAGNOSTIC_SECTION = "v2-0074";

  private static final Set<String> SUPPORTING =
      Set.of(
          "Practitioner",
          "PractitionerRole",
          "Organization",
          "Location",
          "Medication",
          "Coverage",
          "Substance",
          "Specimen",
          "RelatedPerson");

  private static final Set<String> WITHOUT_DATES =
      Set.of("Patient", "Practitioner", "PractitionerRole", "Organization", "Location");

  /** FHIR R4's compartment of a patient, with what may hold its documents. */
  private static final Set<String> OF_A_PATIENT =
      Set.of(
          "Account",
          "AdverseEvent",
          "AllergyIntolerance",
          "Appointment",
          "AppointmentResponse",
          "AuditEvent",
          "Basic",
          "Binary",
          "BodyStructure",
          "CarePlan",
          "CareTeam",
          "ChargeItem",
          "Claim",
          "ClaimResponse",
          "ClinicalImpression",
          "Communication",
          "CommunicationRequest",
          "Composition",
          "Condition",
          "Consent",
          "Coverage",
          "CoverageEligibilityRequest",
          "CoverageEligibilityResponse",
          "DetectedIssue",
          "Device",
          "DeviceRequest",
          "DeviceUseStatement",
          "DiagnosticReport",
          "DocumentManifest",
          "DocumentReference",
          "Encounter",
          "EnrollmentRequest",
          "EpisodeOfCare",
          "ExplanationOfBenefit",
          "FamilyMemberHistory",
          "Flag",
          "Goal",
          "Group",
          "ImagingStudy",
          "Immunization",
          "ImmunizationEvaluation",
          "ImmunizationRecommendation",
          "Invoice",
          "List",
          "MeasureReport",
          "Media",
          "MedicationAdministration",
          "MedicationDispense",
          "MedicationRequest",
          "MedicationStatement",
          "MolecularSequence",
          "NutritionOrder",
          "Observation",
          "Patient",
          "Person",
          "Procedure",
          "Provenance",
          "QuestionnaireResponse",
          "RelatedPerson",
          "RequestGroup",
          "ResearchSubject",
          "RiskAssessment",
          "Schedule",
          "ServiceRequest",
          "Specimen",
          "SupplyDelivery",
          "SupplyRequest",
          "Task",
          "VisionPrescription");

  private static final Set<String> DOCUMENTS =
      Set.of("DocumentReference", "Binary", "Composition", "Media");

  private static final Set<String> OF_A_PATIENT_AT_MINIMUM =
      Set.of("resourceType", "id", "identifier", "name", "birthDate", "gender");

  private static final Set<String> NO_DATES_UNDER = Set.of("meta", "text", "data");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(T.*)?");
  private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final Pattern YEAR_NAME = Pattern.compile("start|end|date|.*(Date|DateTime|On)");

  private final Chart chart;
  private final Allowance allowance;
  private final Set<Entry> going = Collections.newSetFromMap(new IdentityHashMap<>());

  private Oracle(Chart chart, Allowance allowance) {
    this.chart = chart;
    this.allowance = allowance;
  }

  /**
   * What must be in a package.
   *
   * @param isHeld nothing goes at all: what would go comes from a program under part 2
   * @param pages of those with something of the patient's, in order
   * @param documents C-CDA documents, byte for byte
   */
  public record Expected(
      boolean isHeld, List<JsonNode> pages, List<byte[]> documents, List<String> withheldIds) {}

  /**
   * Works it out.
   *
   * @param pages bundles
   * @param documents C-CDA documents
   * @param part2Programs references or identifiers of programs under 42 CFR part 2
   */
  public static Expected expected(
      List<byte[]> pages, List<byte[]> documents, Set<String> part2Programs, Allowance allowance) {
    Chart chart = new Chart(pages.stream().map(Json::read).toList(), part2Programs);
    return new Oracle(chart, allowance).expected(documents);
  }

  private Expected expected(List<byte[]> documents) {
    chart.entries().stream().filter(this::goes).forEach(going::add);
    support();
    List<String> withheld =
        chart.entries().stream()
            .filter(Predicate.not(going::contains))
            .map(entry -> entry.id)
            .filter(id -> !id.isEmpty())
            .toList();
    if (!allowance.individual()
        && going.stream().anyMatch(entry -> entry.labels.contains(Label.PART2))) {
      return new Expected(true, List.of(), List.of(), withheld);
    }
    List<JsonNode> pages = new ArrayList<>();
    for (int page = 0; page < chart.pages().size(); page++) {
      int number = page;
      if (going.stream()
          .anyMatch(entry -> entry.page == number && !SUPPORTING.contains(entry.type))) {
        pages.add(page(number));
      }
    }
    return new Expected(
        false, pages, documents.stream().filter(this::documentGoes).toList(), withheld);
  }

  // What goes.

  private boolean goes(Entry entry) {
    if (entry.type.equals("Patient")) {
      return true;
    }
    return !SUPPORTING.contains(entry.type)
        && mayGo(entry)
        && isOfAKindAskedFor(entry)
        && isOfAnEncounterAskedFor(entry)
        && (!allowance.isDated() || isWithin(entry))
        && (allowance.individual() || allowance.withheld().isEmpty() || isNoUnsafeDocument(entry));
  }

  /** Whether what it is about bars it from this recipient. */
  private boolean mayGo(Entry entry) {
    if (entry.labels.contains(Label.PSYCHOTHERAPY)) {
      return false;
    }
    return allowance.individual()
        || (!entry.labels.contains(Label.DOUBT) && !Label.any(entry.labels, allowance.withheld()));
  }

  /** Who and what is only named goes along with what names it. */
  private void support() {
    Deque<Entry> toLookAt = new ArrayDeque<>(going);
    while (!toLookAt.isEmpty()) {
      for (Entry named : toLookAt.removeFirst().refersTo) {
        if (SUPPORTING.contains(named.type) && mayGo(named) && going.add(named)) {
          toLookAt.add(named);
        }
      }
    }
  }

  private boolean isOfAKindAskedFor(Entry entry) {
    if (allowance.isWhole()) {
      return allowance.individual() || OF_A_PATIENT.contains(entry.type);
    }
    return allowance.recordTypes().stream().anyMatch(type -> isOfKind(type, entry));
  }

  private static boolean isOfKind(RecordType type, Entry entry) {
    String is = entry.type;
    return switch (type) {
      case MEDICATIONS ->
          is.equals("MedicationRequest")
              || is.equals("MedicationAdministration")
              || is.equals("MedicationStatement")
              || is.equals("MedicationDispense");
      case ALLERGIES -> is.equals("AllergyIntolerance");
      case IMMUNIZATIONS -> is.equals("Immunization");
      case PROBLEMS -> is.equals("Condition");
      case PROCEDURES -> is.equals("Procedure");
      case VITAL_SIGNS ->
          is.equals("Observation") && coded(entry, "observation-category", "vital-signs");
      case LABORATORY_REPORT ->
          (is.equals("Observation") && coded(entry, "observation-category", "laboratory"))
              || (is.equals("DiagnosticReport") && coded(entry, DIAGNOSTIC_SECTION, "LAB"));
      case IMAGING_REPORT ->
          is.equals("ImagingStudy")
              || (is.equals("DiagnosticReport")
                  && (coded(entry, DIAGNOSTIC_SECTION, "RAD") || coded(entry, LOINC, "18748-4")));
      case PATHOLOGY_REPORT ->
          is.equals("DiagnosticReport")
              && (coded(entry, LOINC, "11526-1")
                  || coded(entry, DIAGNOSTIC_SECTION, "PAT", "SP", "CP"));
      case BILLING ->
          Set.of(
                  "Claim",
                  "ClaimResponse",
                  "ExplanationOfBenefit",
                  "Account",
                  "Invoice",
                  "ChargeItem")
              .contains(is);
      case DISCHARGE_SUMMARY -> isNote(entry, "18842-5");
      case HISTORY_AND_PHYSICAL -> isNote(entry, "34117-2");
      case CONSULTATION_NOTE -> isNote(entry, "11488-4");
      case PROGRESS_NOTE -> isNote(entry, "11506-3");
      case OPERATIVE_NOTE -> isNote(entry, "11504-8", "28570-0");
      case EMERGENCY_NOTE -> isNote(entry, "34111-5");
      case ENTIRE_RECORD, PSYCHOTHERAPY_NOTES -> false;
    };
  }

  private static boolean isNote(Entry entry, String... codes) {
    return (entry.type.equals("DocumentReference")
            && isCoded(entry.resource.path("type"), LOINC, codes))
        || (entry.type.equals("DiagnosticReport") && coded(entry, LOINC, codes));
  }

  /** Whether its category or its code says so. */
  private static boolean coded(Entry entry, String system, String... codes) {
    return isCoded(entry.resource.path("category"), system, codes)
        || isCoded(entry.resource.path("code"), system, codes);
  }

  private static boolean isCoded(JsonNode concepts, String system, String... codes) {
    return Json.objects(concepts)
        .anyMatch(
            coding ->
                Json.text(coding, "system").filter(name -> name.endsWith(system)).isPresent()
                    && Json.text(coding, "code").filter(List.of(codes)::contains).isPresent());
  }

  private boolean isOfAnEncounterAskedFor(Entry entry) {
    Set<String> only = allowance.encounters();
    return only.isEmpty()
        || isEncounter(entry, only)
        || entry.refersTo.stream().anyMatch(named -> isEncounter(named, only));
  }

  private static boolean isEncounter(Entry entry, Set<String> ids) {
    return entry.type.equals("Encounter") && ids.contains(entry.id);
  }

  // Dates.

  private boolean isWithin(Entry entry) {
    if (WITHOUT_DATES.contains(entry.type)) {
      return true;
    }
    List<Boolean> dates = new ArrayList<>();
    dates("", entry.resource, dates);
    if (!dates.isEmpty()) {
      return !dates.contains(false);
    }
    return encounter(entry).filter(named -> named != entry && areDatesWithin(named)).isPresent();
  }

  private boolean areDatesWithin(Entry encounter) {
    List<Boolean> dates = new ArrayList<>();
    dates("", encounter.resource, dates);
    return !dates.isEmpty() && !dates.contains(false);
  }

  private Optional<Entry> encounter(Entry entry) {
    JsonNode context = entry.resource.path("context");
    return Stream.of(entry.resource.path("encounter"), context, context.path("encounter").path(0))
        .flatMap(reference -> chart.target(reference).stream())
        .filter(target -> target.type.equals("Encounter"))
        .findFirst();
  }

  private void dates(String name, JsonNode tree, List<Boolean> found) {
    if (tree.isTextual()) {
      Boolean date = date(name, tree.asText());
      if (date != null) {
        found.add(date);
      }
    } else if (tree.isObject()) {
      tree.properties().stream()
          .filter(one -> !NO_DATES_UNDER.contains(one.getKey()))
          .forEach(one -> dates(one.getKey(), one.getValue(), found));
    } else {
      tree.forEach(one -> dates(name, one, found));
    }
  }

  /** Whether a date lies within; nothing for what is none. */
  private @Nullable Boolean date(String name, String text) {
    if (DAY.matcher(text).matches()) {
      return allowance.covers(LocalDate.parse(text.substring(0, 10)));
    }
    if (MONTH.matcher(text).matches()) {
      YearMonth month = YearMonth.parse(text);
      return allowance.covers(month.atDay(1)) && allowance.covers(month.atEndOfMonth());
    }
    if (YEAR.matcher(text).matches() && YEAR_NAME.matcher(name).matches()) {
      int year = Integer.parseInt(text);
      return allowance.covers(LocalDate.of(year, 1, 1))
          && allowance.covers(LocalDate.of(year, 12, 31));
    }
    return null;
  }

  // Documents.

  private boolean isNoUnsafeDocument(Entry entry) {
    List<JsonNode> attachments =
        Json.objects(entry.resource)
            .filter(
                object -> object.has("contentType") && (object.has("data") || object.has("url")))
            .toList();
    boolean isDocument =
        DOCUMENTS.contains(entry.type)
            || entry.resource.has("presentedForm")
            || !attachments.isEmpty();
    return !isDocument || (isClean() && attachments.stream().allMatch(this::isCleanText));
  }

  /** Whether nothing in the whole record speaks of what is kept back. */
  private boolean isClean() {
    return chart.entries().stream()
        .noneMatch(entry -> Label.any(entry.labels, allowance.withheld()));
  }

  private boolean isCleanText(JsonNode attachment) {
    String type = Json.text(attachment, "contentType").orElse("").toLowerCase(Locale.ROOT);
    return type.startsWith("text/plain")
        && Json.text(attachment, "data")
            .map(data -> new String(Base64.getMimeDecoder().decode(data), StandardCharsets.UTF_8))
            .filter(this::isClean)
            .isPresent();
  }

  private boolean isClean(String text) {
    Set<SensitiveCategory> found = Sensitive.ofText(text);
    return allowance.withheld().stream().noneMatch(found::contains);
  }

  private boolean documentGoes(byte[] document) {
    return allowance.isWhole()
        && !allowance.isDated()
        && (allowance.individual()
            || (allowance.encounters().isEmpty()
                && !allowance.minimumNecessary()
                && (allowance.withheld().isEmpty()
                    || (isClean() && isClean(new String(document, StandardCharsets.UTF_8))))));
  }

  // What is left of what goes.

  private JsonNode page(int number) {
    ObjectNode source = (ObjectNode) chart.pages().get(number);
    ObjectNode page = source.deepCopy();
    ArrayNode entries = page.putArray("entry");
    chart.entries().stream()
        .filter(entry -> entry.page == number && going.contains(entry))
        .forEach(
            entry -> {
              ObjectNode whole = ((ObjectNode) entry.whole).deepCopy();
              whole.set("resource", resource(entry));
              entries.add(whole);
            });
    page.remove(List.of("link", "signature"));
    if (allowance.isDated()) {
      page.remove("timestamp");
    }
    if (page.has("total")) {
      page.put("total", entries.size());
    }
    return page;
  }

  private ObjectNode resource(Entry entry) {
    ObjectNode resource = entry.resource.deepCopy();
    if (!allowance.individual()) {
      Json.objects(resource)
          .filter(object -> object.has("resourceType"))
          .toList()
          .forEach(object -> ((ObjectNode) object).remove("text"));
    }
    if (allowance.minimumNecessary() && entry.type.equals("Patient")) {
      resource.retain(OF_A_PATIENT_AT_MINIMUM);
    }
    List<Runnable> removals = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : resource.properties()) {
      Runnable whole = () -> resource.remove(property.getKey());
      prune(property.getValue(), whole, removals);
    }
    if (!removals.isEmpty()) {
      removals.forEach(Runnable::run);
      removeEmptied(resource);
      resource.remove("text");
    }
    return resource;
  }

  /** Notes what must be removed for each Reference to what does not go. */
  private void prune(JsonNode value, Runnable smallest, List<Runnable> removals) {
    if (value instanceof ArrayNode array) {
      for (JsonNode element : array) {
        Runnable one = () -> removeFirst(array, element);
        if (element instanceof ObjectNode object) {
          pruneObject(object, one, removals);
        }
      }
    } else if (value instanceof ObjectNode object) {
      pruneObject(object, smallest, removals);
    }
  }

  private void pruneObject(ObjectNode object, Runnable smallest, List<Runnable> removals) {
    if (chart.target(object).filter(Predicate.not(going::contains)).isPresent()) {
      removals.add(smallest);
      return;
    }
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      prune(property.getValue(), smallest, removals);
    }
  }

  /** Those that are equal are all removed, each on its own account. */
  private static void removeFirst(ArrayNode array, JsonNode element) {
    for (int i = 0; i < array.size(); i++) {
      if (array.get(i).equals(element)) {
        array.remove(i);
        return;
      }
    }
  }

  /** An array that lost its last element goes with its property; FHIR has no empty ones. */
  private static void removeEmptied(JsonNode tree) {
    if (tree instanceof ObjectNode object) {
      object.removeIf(value -> value.isArray() && value.isEmpty());
    }
    tree.forEach(Oracle::removeEmptied);
  }
}
