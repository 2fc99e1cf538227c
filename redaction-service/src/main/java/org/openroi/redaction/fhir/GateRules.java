package org.openroi.redaction.fhir;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openroi.event.RecordType;
import org.openroi.event.SensitiveCategory;
import org.openroi.redaction.CutSettings;
import org.openroi.redaction.GateFinding;
import org.openroi.redaction.GateOrder;
import org.openroi.redaction.redactor.CutPolicy;

/** What may not be in a package, asked of one thing after the other. */
final class GateRules {
  private static final Pattern DAY = Pattern.compile("(?<!\\d)(\\d{4}-\\d{2}-\\d{2})(?!\\d)");
  private static final Pattern MONTH = Pattern.compile("\\d{4}-(?:0[1-9]|1[0-2])");
  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final Pattern DATE_NAME = Pattern.compile("start|end|date|.*(?:Date|DateTime|On)");

  /** A reference without version, fragment and query; the last two groups are type and id. */
  private static final Pattern REFERENCE =
      Pattern.compile("(?:[^?#]*/)?([A-Za-z]+)/([^/?#]+?)(?:/_history/[^?#]*)?(?:[?#].*)?");

  private static final String URN = "urn:uuid:";

  /** Follow what refers to them, and have no date of service of their own. */
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

  /** What may be the subject of a resource beside the patient. */
  private static final Set<String> OTHER_SUBJECTS = Set.of("Group", "Device", "Location");

  private static final Set<String> DOCUMENTS =
      Set.of("DocumentReference", "Composition", "Binary", "Media");

  private static final Set<String> IDENTITY =
      Set.of("resourceType", "id", "identifier", "name", "birthDate", "gender");

  private static final Set<String> PATIENT = Set.of("subject", "patient", "beneficiary", "for");
  private static final Set<String> KINDS = Set.of("category", "type", "code");

  /** What the security labels mean that a source may give. */
  private static final Map<String, SensitiveCategory> LABELS =
      Map.of(
          "SUD", SensitiveCategory.SUBSTANCE_USE,
          "ETH", SensitiveCategory.SUBSTANCE_USE,
          "ETHUD", SensitiveCategory.SUBSTANCE_USE,
          "OPIOIDUD", SensitiveCategory.SUBSTANCE_USE,
          "MH", SensitiveCategory.MENTAL_HEALTH,
          "PSY", SensitiveCategory.MENTAL_HEALTH,
          "BH", SensitiveCategory.MENTAL_HEALTH,
          "HIV", SensitiveCategory.HIV);

  private final GateOrder order;
  private final CutPolicy policy;
  private final GateCodes codes;
  private final GateWords words;
  private final Set<String> part2Programs;
  private final EnumSet<GateFinding> findings = EnumSet.noneOf(GateFinding.class);
  private final Set<String> patientUrls = new HashSet<>();
  private final Set<String> otherUrls = new HashSet<>();
  private final Set<String> subjects = new HashSet<>();
  private final Set<String> toWithheld = new HashSet<>();
  private final Set<String> present = new HashSet<>();

  GateRules(GateOrder order, CutSettings settings, GateCodes codes) {
    this.order = order;
    this.policy = order.policy();
    this.codes = codes;
    this.words = GateWords.of(policy.withheld());
    this.part2Programs = settings.part2Programs();
  }

  GateWords words() {
    return words;
  }

  boolean isNothingWithheld() {
    return policy.withheld().isEmpty();
  }

  boolean isTextLookedAt() {
    return !policy.withheld().isEmpty() || isDated();
  }

  void find(GateFinding finding) {
    findings.add(finding);
  }

  /** Judges a resource of which everything was noted. */
  void resource(Noted noted) {
    if (noted.type.equals("Patient")) {
      patient(noted);
    } else {
      findIf(!isAllowed(noted), GateFinding.RECORD_TYPE);
      findIf(noted.saysWithheld, GateFinding.WORD);
      findIf(isDocumentNotAllowed(noted), GateFinding.DOCUMENT);
      if (!SUPPORTING.contains(noted.type)) {
        findIf(noted.outOfRange, GateFinding.DATE);
        findIf(isOfNoEncounterAskedFor(noted), GateFinding.ENCOUNTER);
      }
    }
    findIf(noted.narrative && !policy.individual(), GateFinding.NARRATIVE);
    restricted(noted);
    if (OTHER_SUBJECTS.contains(noted.type)) {
      otherUrls.add(noted.fullUrl);
    }
    if (order.withheldIds().contains(noted.id)) {
      present.add(noted.type + "/" + noted.id);
      present.add(target(noted.fullUrl));
    }
  }

  /** Judges what stands in an entry beside its resource. */
  void beside(Noted noted) {
    findIf(noted.saysWithheld, GateFinding.WORD);
    restricted(noted);
  }

  /** Judges what a bundle says of itself. */
  void bundle(Noted noted, boolean totalIsRight) {
    boolean ofTheWhole =
        noted.properties.contains("link")
            || noted.properties.contains("signature")
            || (isDated() && noted.properties.contains("timestamp"));
    findIf(!totalIsRight || ofTheWhole, GateFinding.BUNDLE);
    beside(noted);
  }

  /** Judges that there is a whole document. */
  void document() {
    boolean whole =
        policy.recordTypes().contains(RecordType.ENTIRE_RECORD)
            && !isDated()
            && policy.encounters().isEmpty()
            && !policy.minimumNecessary();
    findIf(!whole, GateFinding.RECORD_TYPE);
    findIf(!isNothingWithheld() && !order.documents(), GateFinding.DOCUMENT);
  }

  boolean isPatient(@Nullable String id) {
    return order.patientId().equals(id);
  }

  private void patient(Noted noted) {
    patientUrls.add(target(noted.fullUrl));
    findIf(!noted.id.equals(order.patientId()), GateFinding.ANOTHER_PATIENT);
    findIf(
        policy.minimumNecessary() && !IDENTITY.containsAll(noted.properties),
        GateFinding.MINIMUM_NECESSARY);
  }

  private boolean isDocumentNotAllowed(Noted noted) {
    return !isNothingWithheld()
        && (noted.opaque
            || (!order.documents() && (noted.attached || DOCUMENTS.contains(noted.type))));
  }

  private boolean isOfNoEncounterAskedFor(Noted noted) {
    boolean itself = noted.type.equals("Encounter") && policy.encounters().contains(noted.id);
    // Where one of them does not go itself, what belongs to it has lost the reference that says so.
    boolean told = Collections.disjoint(policy.encounters(), order.withheldIds());
    return !policy.encounters().isEmpty() && told && !noted.ofEncounters && !itself;
  }

  private void restricted(Noted noted) {
    findIf(noted.restricted && !noted.explained && !policy.individual(), GateFinding.LABEL);
  }

  void coding(String system, String code, String root, Noted noted) {
    findIf(isWithheld(system, code), GateFinding.CODE);
    if (KINDS.contains(root)) {
      noted.kinds.add(GateCodes.shortName(system) + "|" + code.strip());
    }
  }

  boolean isWithheld(String system, String code) {
    return !isNothingWithheld()
        && !Collections.disjoint(codes.categories(system, code), policy.withheld());
  }

  /** A security label of a resource, or of the bundle. */
  void security(String system, String code, Noted noted) {
    SensitiveCategory category = LABELS.get(code);
    if (system.endsWith("v3-Confidentiality")) {
      noted.restricted |= code.equals("R") || code.equals("V");
    } else if (category != null) {
      noted.explained = true;
      findIf(policy.withheld().contains(category), GateFinding.LABEL);
    } else if (code.equals("PSYTHPN")) {
      find(GateFinding.LABEL);
    } else if (code.equals("42CFRPart2")) {
      noted.explained = true;
      findIf(!policy.individual(), GateFinding.LABEL);
    }
  }

  /** Who provided an encounter: a reference or an identifier. */
  void provider(String named) {
    findIf(
        !policy.individual()
            && part2Programs.stream()
                .anyMatch(
                    program -> named.matches("(?:.*[|/:])?" + Pattern.quote(program.strip()))),
        GateFinding.LABEL);
  }

  void reference(String name, String root, String reference, Noted noted) {
    if (root.equals("serviceProvider")) {
      provider(reference);
    }
    String target = target(reference);
    if (PATIENT.contains(name)) {
      subjects.add(target);
    }
    String id = id(target);
    if (order.withheldIds().contains(id)) {
      toWithheld.add(target);
    }
    boolean encounter = target.startsWith("Encounter/") || target.startsWith(URN);
    noted.ofEncounters |= encounter && policy.encounters().contains(id);
  }

  /** A string of a resource: what it may not name, and when it may not be. */
  void text(String text, String name, String root, Noted noted) {
    noted.saysWithheld = noted.saysWithheld || (!isNothingWithheld() && words.areIn(text));
    if (isDated() && !noted.outOfRange && !root.equals("meta") && !root.equals("text")) {
      noted.outOfRange = isOutOfRange(text, name);
    }
  }

  private boolean isOutOfRange(String text, String name) {
    // ISO dates sort as they are written.
    Matcher day = DAY.matcher(text);
    while (day.find()) {
      if (isOutOfRange(day.group(1), day.group(1), policy.from(), policy.to())) {
        return true;
      }
    }
    if (MONTH.matcher(text).matches()) {
      String last = YearMonth.parse(text).atEndOfMonth().toString();
      return isOutOfRange(text + "-01", last, policy.from(), policy.to());
    }
    return YEAR.matcher(text).matches()
        && DATE_NAME.matcher(name).matches()
        && isOutOfRange(text + "-01-01", text + "-12-31", policy.from(), policy.to());
  }

  private static boolean isOutOfRange(
      String first, String last, @Nullable LocalDate from, @Nullable LocalDate to) {
    return (from != null && first.compareTo(from.toString()) < 0)
        || (to != null && last.compareTo(to.toString()) > 0);
  }

  private boolean isDated() {
    return policy.from() != null || policy.to() != null;
  }

  /** Everything that was found, when every page was seen. */
  Set<GateFinding> findings() {
    for (String subject : subjects) {
      boolean known =
          subject.equals("Patient/" + order.patientId())
              || subject.equals(URN + order.patientId())
              || patientUrls.contains(subject)
              || otherUrls.contains(subject);
      boolean other = subject.startsWith("Patient/") || subject.startsWith("urn:");
      findIf(!known && other, GateFinding.ANOTHER_PATIENT);
    }
    findIf(!present.containsAll(toWithheld), GateFinding.REFERENCE_TO_WITHHELD);
    return Collections.unmodifiableSet(EnumSet.copyOf(findings));
  }

  private void findIf(boolean found, GateFinding finding) {
    if (found) {
      findings.add(finding);
    }
  }

  /** {@code Type/id}, or the URN, of a reference or a fullUrl; empty for one within a resource. */
  private static String target(String reference) {
    String plain = reference.strip();
    if (plain.startsWith("urn:")) {
      return plain;
    }
    Matcher parts = REFERENCE.matcher(plain);
    return parts.matches() ? parts.group(1) + "/" + parts.group(2) : "";
  }

  private static String id(String target) {
    return target.substring(Math.max(target.lastIndexOf('/'), target.lastIndexOf(':')) + 1);
  }

  private boolean isAllowed(Noted noted) {
    Set<RecordType> asked = policy.recordTypes();
    boolean whole = asked.contains(RecordType.ENTIRE_RECORD);
    return SUPPORTING.contains(noted.type)
        || (whole && (policy.individual() || PatientCompartment.TYPES.contains(noted.type)))
        || asked.stream().anyMatch(each -> isOf(each, noted.type, noted.kinds));
  }

  private static boolean isOf(RecordType asked, String type, Set<String> kinds) {
    return switch (asked) {
      case ENTIRE_RECORD, PSYCHOTHERAPY_NOTES -> false;
      case MEDICATIONS -> type.matches("Medication(?:Request|Administration|Statement|Dispense)");
      case ALLERGIES -> type.equals("AllergyIntolerance");
      case IMMUNIZATIONS -> type.equals("Immunization");
      case PROBLEMS -> type.equals("Condition");
      case PROCEDURES -> type.equals("Procedure");
      case BILLING ->
          type.matches("Claim|ClaimResponse|ExplanationOfBenefit|Account|Invoice|ChargeItem");
      case VITAL_SIGNS -> type.equals("Observation") && says(kinds, "vital-signs");
      case LABORATORY_REPORT ->
          type.equals("Observation") ? says(kinds, "laboratory") : isReport(type, kinds, "LAB");
      case IMAGING_REPORT -> type.equals("ImagingStudy") || isReport(type, kinds, "RAD", "18748-4");
      case PATHOLOGY_REPORT -> isReport(type, kinds, "11526-1", "PAT", "SP", "CP");
      case DISCHARGE_SUMMARY -> isReport(type, kinds, "18842-5");
      case HISTORY_AND_PHYSICAL -> isReport(type, kinds, "34117-2");
      case CONSULTATION_NOTE -> isReport(type, kinds, "11488-4");
      case PROGRESS_NOTE -> isReport(type, kinds, "11506-3");
      case OPERATIVE_NOTE -> isReport(type, kinds, "11504-8", "28570-0");
      case EMERGENCY_NOTE -> isReport(type, kinds, "34111-5");
    };
  }

  private static boolean isReport(String type, Set<String> kinds, String... codes) {
    return type.matches("DiagnosticReport|DocumentReference") && says(kinds, codes);
  }

  /** Whether one of the codes, of whatever system, is among what a resource says that it is. */
  private static boolean says(Set<String> kinds, String... codes) {
    for (String code : codes) {
      for (String kind : kinds) {
        if (kind.endsWith("|" + code)) {
          return true;
        }
      }
    }
    return false;
  }
}
