package org.openroi.redaction.redactor;

import java.util.Map;
import java.util.Set;
import org.openroi.event.RecordType;

/** Which kinds of record a resource is: by its type, its category and what note it says it is. */
final class Kind {
  /** Where a code says what kind of record it stands in. */
  enum Hints {
    NONE(Map.of()),
    NOTES(Kind.NOTES, "http://loinc.org", "urn:oid:2.16.840.1.113883.6.1"),
    SECTIONS(
        Kind.SECTIONS,
        "http://terminology.hl7.org/CodeSystem/v2-0074",
        "http://hl7.org/fhir/v2/0074"),
    OBSERVATIONS(
        Kind.OBSERVATIONS,
        "http://terminology.hl7.org/CodeSystem/observation-category",
        "http://hl7.org/fhir/observation-category");

    private final Map<String, RecordType> types;
    private final Set<String> systems;

    Hints(Map<String, RecordType> types, String... systems) {
      this.types = types;
      this.systems = Set.of(systems);
    }

    static Hints of(String system) {
      String known = system.strip();
      for (Hints hints : values()) {
        if (hints.systems.contains(known)) {
          return hints;
        }
      }
      return NONE;
    }

    int hint(String code) {
      RecordType type = types.get(code.strip());
      return type == null ? 0 : bit(type);
    }
  }

  private static final Map<String, RecordType> BY_TYPE =
      Map.ofEntries(
          Map.entry("MedicationRequest", RecordType.MEDICATIONS),
          Map.entry("MedicationAdministration", RecordType.MEDICATIONS),
          Map.entry("MedicationStatement", RecordType.MEDICATIONS),
          Map.entry("MedicationDispense", RecordType.MEDICATIONS),
          Map.entry("AllergyIntolerance", RecordType.ALLERGIES),
          Map.entry("Immunization", RecordType.IMMUNIZATIONS),
          Map.entry("Condition", RecordType.PROBLEMS),
          Map.entry("Procedure", RecordType.PROCEDURES),
          Map.entry("ImagingStudy", RecordType.IMAGING_REPORT),
          Map.entry("Claim", RecordType.BILLING),
          Map.entry("ClaimResponse", RecordType.BILLING),
          Map.entry("ExplanationOfBenefit", RecordType.BILLING),
          Map.entry("Account", RecordType.BILLING),
          Map.entry("Invoice", RecordType.BILLING),
          Map.entry("ChargeItem", RecordType.BILLING));

  private static final Map<String, RecordType> NOTES =
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

  private static final Map<String, RecordType> SECTIONS =
      Map.of(
          "LAB", RecordType.LABORATORY_REPORT,
          "RAD", RecordType.IMAGING_REPORT,
          "PAT", RecordType.PATHOLOGY_REPORT,
          "SP", RecordType.PATHOLOGY_REPORT,
          "CP", RecordType.PATHOLOGY_REPORT);

  private static final Map<String, RecordType> OBSERVATIONS =
      Map.of(
          "vital-signs", RecordType.VITAL_SIGNS,
          "laboratory", RecordType.LABORATORY_REPORT);

  /** What follows what refers to it. */
  private static final Set<String> SUPPORTINGS =
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

  /** What has no date of service. */
  private static final Set<String> UNDATEDS =
      Set.of("Patient", "Practitioner", "PractitionerRole", "Organization", "Location");

  /** What lists others and belongs to none of them: it takes no labels, and loses references. */
  private static final Set<String> LISTINGS =
      Set.of(
          "Provenance",
          "List",
          "Composition",
          "Patient",
          "Practitioner",
          "PractitionerRole",
          "Organization",
          "Location");

  private static final Set<String> DOCUMENTS =
      Set.of("DocumentReference", "Binary", "Composition", "Media");

  /** What says of an encounter what it was for. */
  private static final Set<String> TELLINGS = Set.of("Condition", "CarePlan", "MedicationRequest");

  /** The types of a patient's record that this cut knows how to judge. */
  private static final Set<String> KNOWNS =
      Set.of(
          "Account",
          "AdverseEvent",
          "AllergyIntolerance",
          "Appointment",
          "AppointmentResponse",
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
          "Procedure",
          "Provenance",
          "QuestionnaireResponse",
          "RequestGroup",
          "ResearchSubject",
          "RiskAssessment",
          "ServiceRequest",
          "SupplyDelivery",
          "SupplyRequest",
          "Task",
          "VisionPrescription");

  static final int PATIENT = 1;
  static final int ENCOUNTER = 1 << 1;
  static final int SUPPORTING = 1 << 2;
  static final int UNDATED = 1 << 3;
  static final int LISTING = 1 << 4;
  static final int DOCUMENT = 1 << 5;
  static final int TELLING = 1 << 6;
  static final int KNOWN = 1 << 7;

  private Kind() {}

  /** What is true of all resources of a type, as bits. */
  static int traits(String type) {
    return (type.equals("Patient") ? PATIENT : 0)
        | (type.equals("Encounter") ? ENCOUNTER : 0)
        | (SUPPORTINGS.contains(type) ? SUPPORTING : 0)
        | (UNDATEDS.contains(type) ? UNDATED : 0)
        | (LISTINGS.contains(type) ? LISTING : 0)
        | (DOCUMENTS.contains(type) ? DOCUMENT : 0)
        | (TELLINGS.contains(type) ? TELLING : 0)
        | (KNOWNS.contains(type) ? KNOWN : 0);
  }

  static int mask(Set<RecordType> types) {
    int mask = 0;
    for (RecordType type : types) {
      mask |= bit(type);
    }
    return mask;
  }

  /**
   * The kinds of record that a resource is of.
   *
   * @param observation what the codes of {@link Hints#OBSERVATIONS} say under its category
   * @param section what those of {@link Hints#SECTIONS} say there
   * @param note what those of {@link Hints#NOTES} say there, or under its code
   * @param document what they say under its type
   */
  static int of(String type, int observation, int section, int note, int document) {
    RecordType plain = BY_TYPE.get(type);
    if (plain != null) {
      return bit(plain);
    }
    return switch (type) {
      case "Observation" -> observation;
      case "DiagnosticReport" -> section | note;
      case "DocumentReference" -> document;
      default -> 0;
    };
  }

  private static int bit(RecordType type) {
    return 1 << type.ordinal();
  }
}
