package org.openroi.redaction.fhir;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openroi.event.RecordType;
import org.openroi.redaction.GateFinding;
import org.openroi.redaction.GateOrder;

/** What may not be in a package, asked of one value after the other. */
final class GateRules {
  private static final Pattern DAY = Pattern.compile("(?<!\\d)(\\d{4}-\\d{2}-\\d{2})(?!\\d)");
  private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");

  /** Never looked at for dates: they have none of service, or follow what refers to them. */
  private static final Set<String> UNDATED =
      Set.of(
          "Patient",
          "Practitioner",
          "PractitionerRole",
          "Organization",
          "Location",
          "Medication",
          "Coverage",
          "Substance",
          "Specimen",
          "RelatedPerson");

  private static final Set<String> PATIENT = Set.of("subject", "patient", "beneficiary");
  private static final Set<String> NO_TEXT =
      Set.of("id", "url", "reference", "system", "code", "fullUrl", "div", "data");

  private final GateOrder order;
  private final GateCodes codes;
  private final Set<GateFinding> findings;
  private final Set<String> patientUrls = new HashSet<>();
  private final Set<String> subjects = new HashSet<>();
  private final Set<String> types = new HashSet<>();

  GateRules(GateOrder order, GateCodes codes, Set<GateFinding> findings) {
    this.order = order;
    this.codes = codes;
    this.findings = findings;
  }

  GateOrder order() {
    return order;
  }

  TextCheck text() {
    return new TextCheck(order, findings);
  }

  void resource(String type, String id, String fullUrl) {
    types.add(type);
    if (type.equals("Patient")) {
      patientUrls.add(fullUrl);
      if (!id.equals(order.patientId())) {
        findings.add(GateFinding.ANOTHER_PATIENT);
      }
    }
    if (!isAllowed(type)) {
      findings.add(GateFinding.RECORD_TYPE);
    }
  }

  void coding(String system, String code) {
    if (!Collections.disjoint(codes.categories(system, code), order.policy().withheld())) {
      findings.add(GateFinding.CODE);
    }
  }

  void reference(String name, String reference) {
    if (PATIENT.contains(name)) {
      subjects.add(reference);
    }
    String id =
        reference.substring(Math.max(reference.lastIndexOf('/'), reference.lastIndexOf(':')) + 1);
    if (order.withheldIds().contains(id)) {
      findings.add(GateFinding.REFERENCE_TO_WITHHELD);
    }
  }

  void narrative() {
    if (!order.policy().individual()) {
      findings.add(GateFinding.NARRATIVE);
    }
  }

  /** A string of a resource; what is text in it may not name what is withheld. */
  void string(String type, String name, String text) {
    if (NO_TEXT.contains(name)) {
      return;
    }
    if (!type.equals("Patient")
        && !Collections.disjoint(
            GateWords.find(text.replaceAll("\\s+", " ")), order.policy().withheld())) {
      findings.add(GateFinding.WORD);
    }
  }

  void dates(String type, String text) {
    LocalDate from = order.policy().from();
    LocalDate to = order.policy().to();
    if ((from == null && to == null) || UNDATED.contains(type)) {
      return;
    }
    // ISO dates sort as they are written.
    Matcher day = DAY.matcher(text);
    while (day.find()) {
      boolean within =
          (from == null || day.group(1).compareTo(from.toString()) >= 0)
              && (to == null || day.group(1).compareTo(to.toString()) <= 0);
      if (!within) {
        findings.add(GateFinding.DATE);
      }
    }
    if (MONTH.matcher(text).matches()) {
      boolean within =
          (from == null || (text + "-01").compareTo(from.toString()) >= 0)
              && (to == null || (text + "-31").compareTo(to.toString()) <= 0);
      if (!within) {
        findings.add(GateFinding.DATE);
      }
    }
  }

  /** What can be said only when every page was seen. */
  void end() {
    for (String subject : subjects) {
      boolean known =
          subject.equals("Patient/" + order.patientId())
              || subject.endsWith("/Patient/" + order.patientId())
              || subject.equals("urn:uuid:" + order.patientId())
              || patientUrls.contains(subject);
      boolean other = subject.contains("Patient/") || subject.startsWith("urn:");
      if (!known && other) {
        findings.add(GateFinding.ANOTHER_PATIENT);
      }
    }
  }

  private boolean isAllowed(String type) {
    Set<RecordType> asked = order.policy().recordTypes();
    if (asked.contains(RecordType.ENTIRE_RECORD) || UNDATED.contains(type)) {
      return true;
    }
    return asked.stream().anyMatch(each -> types(each).contains(type));
  }

  private static Set<String> types(RecordType type) {
    return switch (type) {
      case ENTIRE_RECORD, PSYCHOTHERAPY_NOTES -> Set.of();
      case MEDICATIONS ->
          Set.of(
              "MedicationRequest",
              "MedicationAdministration",
              "MedicationStatement",
              "MedicationDispense");
      case ALLERGIES -> Set.of("AllergyIntolerance");
      case IMMUNIZATIONS -> Set.of("Immunization");
      case PROBLEMS -> Set.of("Condition");
      case PROCEDURES -> Set.of("Procedure");
      case VITAL_SIGNS -> Set.of("Observation");
      case LABORATORY_REPORT -> Set.of("Observation", "DiagnosticReport", "DocumentReference");
      case IMAGING_REPORT -> Set.of("ImagingStudy", "DiagnosticReport", "DocumentReference");
      case BILLING ->
          Set.of(
              "Claim", "ClaimResponse", "ExplanationOfBenefit", "Account", "Invoice", "ChargeItem");
      case DISCHARGE_SUMMARY,
          HISTORY_AND_PHYSICAL,
          CONSULTATION_NOTE,
          PROGRESS_NOTE,
          OPERATIVE_NOTE,
          EMERGENCY_NOTE,
          PATHOLOGY_REPORT ->
          Set.of("DiagnosticReport", "DocumentReference");
    };
  }
}
