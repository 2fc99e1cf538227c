package org.openroi.redaction.redactor;

import java.util.Map;
import java.util.Set;
import org.openroi.event.RecordType;

/** Which kinds of record a resource is: by its type, its category and what note it says it is. */
final class Kind {
  private static final String LOINC = "http://loinc.org";
  private static final String OBSERVATION_CATEGORY =
      "http://terminology.hl7.org/CodeSystem/observation-category";
  private static final String SECTION = "http://terminology.hl7.org/CodeSystem/v2-0074";

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

  /** What follows what refers to it. */
  static final Set<String> SUPPORTING =
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
  static final Set<String> UNDATED =
      Set.of("Patient", "Practitioner", "PractitionerRole", "Organization", "Location");

  /** What lists others and belongs to none of them: it takes no labels, and loses references. */
  static final Set<String> LISTING =
      Set.of(
          "Provenance",
          "List",
          "Composition",
          "Patient",
          "Practitioner",
          "PractitionerRole",
          "Organization",
          "Location");

  static final Set<String> DOCUMENTS =
      Set.of("DocumentReference", "Binary", "Composition", "Media");

  /** What says of an encounter what it was for. */
  static final Set<String> TELLING = Set.of("Condition", "CarePlan", "MedicationRequest");

  /** The types of a patient's record that this cut knows how to judge. */
  private static final Set<String> KNOWN =
      Set.of(
          "Account",
          "AdverseEvent",
          "AllergyIntolerance",
          "Appointment",
          "AppointmentResponse",
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
          "RiskAssessment",
          "ServiceRequest",
          "SupplyDelivery",
          "SupplyRequest",
          "Task",
          "VisionPrescription");

  private Kind() {}

  static boolean isKnown(String type) {
    return KNOWN.contains(type);
  }

  static int mask(Set<RecordType> types) {
    int mask = 0;
    for (RecordType type : types) {
      mask |= bit(type);
    }
    return mask;
  }

  /** What a coding under {@code type}, {@code code} or {@code category} says that it is. */
  static int hint(String system, String code) {
    RecordType type =
        switch (system) {
          case LOINC -> NOTES.get(code);
          case SECTION -> SECTIONS.get(code);
          case OBSERVATION_CATEGORY ->
              switch (code) {
                case "vital-signs" -> RecordType.VITAL_SIGNS;
                case "laboratory" -> RecordType.LABORATORY_REPORT;
                default -> null;
              };
          default -> null;
        };
    return type == null ? 0 : bit(type);
  }

  /** The kinds of a resource of this type whose codings gave these hints. */
  static int of(String type, int hints) {
    RecordType plain = BY_TYPE.get(type);
    if (plain != null) {
      return bit(plain);
    }
    return switch (type) {
      case "Observation" ->
          hints & (bit(RecordType.VITAL_SIGNS) | bit(RecordType.LABORATORY_REPORT));
      case "DiagnosticReport", "DocumentReference" -> hints & ~bit(RecordType.VITAL_SIGNS);
      default -> 0;
    };
  }

  private static int bit(RecordType type) {
    return 1 << type.ordinal();
  }
}
