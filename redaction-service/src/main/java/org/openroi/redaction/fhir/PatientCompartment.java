package org.openroi.redaction.fhir;

import java.util.Set;

/**
 * The types of resource that belong to a patient (FHIR R4, CompartmentDefinition/patient), and
 * those that hold, list or trace them.
 */
final class PatientCompartment {
  static final Set<String> TYPES =
      Set.of(
          ("Account AdverseEvent AllergyIntolerance Appointment AppointmentResponse AuditEvent"
                  + " Basic BodyStructure CarePlan CareTeam ChargeItem Claim ClaimResponse"
                  + " ClinicalImpression Communication CommunicationRequest Composition Condition"
                  + " Consent Coverage CoverageEligibilityRequest CoverageEligibilityResponse"
                  + " DetectedIssue DeviceRequest DeviceUseStatement DiagnosticReport"
                  + " DocumentManifest DocumentReference Encounter EnrollmentRequest EpisodeOfCare"
                  + " ExplanationOfBenefit FamilyMemberHistory Flag Goal Group ImagingStudy"
                  + " Immunization ImmunizationEvaluation ImmunizationRecommendation Invoice List"
                  + " MeasureReport Media MedicationAdministration MedicationDispense"
                  + " MedicationRequest MedicationStatement MolecularSequence NutritionOrder"
                  + " Observation Patient Person Procedure Provenance QuestionnaireResponse"
                  + " RelatedPerson RequestGroup ResearchSubject RiskAssessment Schedule"
                  + " ServiceRequest Specimen SupplyDelivery SupplyRequest VisionPrescription"
                  + " Binary Device Task")
              .split(" "));

  private PatientCompartment() {}
}
