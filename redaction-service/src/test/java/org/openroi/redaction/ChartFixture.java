package org.openroi.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A made-up chart: a cold and a fracture in 2019, an alcohol disorder in 2020, a mood disorder. */
final class ChartFixture {
  static final String CANARY = "canary-7f3a";

  static final String ICD = "http://hl7.org/fhir/sid/icd-10-cm";

  /** Nothing in it is sensitive. */
  static final String CLEAN =
      bundle(
          patient(),
          entry("Practitioner", "dr1", "\"name\":[{\"family\":\"Example\"}]"),
          encounter("e1", "2019-03-01", ""),
          of("e1", "Condition", "c1", code(ICD, "J06.9", "Cold " + CANARY), "2019-03-01"),
          note("d1", "e1", "2019-03-01", "Sore throat for two days. " + CANARY));

  /** Two of its encounters are about different things. */
  static final String CHART =
      bundle(
          patient(),
          entry("Practitioner", "dr1", "\"name\":[{\"family\":\"Example\"}]"),
          encounter("e1", "2019-03-01", ""),
          of("e1", "Condition", "c1", code(ICD, "J06.9", "Cold " + CANARY), "2019-03-01"),
          of(
              "e1",
              "Observation",
              "o1",
              category("laboratory") + "," + code("http://loinc.org", "2093-3", "Cholesterol"),
              "2019-03-01"),
          of(
              "e1",
              "Procedure",
              "x1",
              code("http://snomed.info/sct", "1", "Splint")
                  + ",\"reasonReference\":[{\"reference\":\"Condition/c1\"}]",
              "2019-03-01"),
          of(
              "e1",
              "List",
              "l1",
              "\"entry\":[{\"item\":{\"reference\":\"Condition/c1\"}},"
                  + "{\"item\":{\"reference\":\"urn:uuid:c3\"}}]",
              "2019-03-01"),
          of("e1", "Claim", "b1", "\"status\":\"active\"", "2019-03-02"),
          note("d1", "e1", "2019-03-01", "Sore throat for two days."),
          encounter("e2", "2020-06-01", ""),
          of("e2", "Condition", "c2", code(ICD, "F10.20", "Dependence on " + CANARY), "2020-06-01"),
          of("e2", "Observation", "o2", category("vital-signs"), "2020-06-01"),
          of("e2", "Claim", "b2", "\"status\":\"active\"", "2020-06-02"),
          entry(
              "Condition",
              "c3",
              code(ICD, "F32.1", "Mood")
                  + ",\"subject\":{\"reference\":\"Patient/p1\"},\"onsetDateTime\":\"2018-01-01\""));

  private ChartFixture() {}

  static String bundle(String... entries) {
    return "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"total\":"
        + entries.length
        + ",\"entry\":[\n"
        + String.join(",\n", entries)
        + "\n]}";
  }

  static String patient() {
    return entry(
        "Patient",
        SealFixture.PATIENT,
        "\"text\":{\"status\":\"generated\",\"div\":\"<div>x</div>\"},\"name\":[{\"family\":\"Example\"}],"
            + "\"telecom\":[{\"value\":\"555-0100\"}],\"birthDate\":\"1970-01-01\"");
  }

  static String encounter(String id, String day, String more) {
    return entry(
        "Encounter",
        id,
        "\"subject\":{\"reference\":\"Patient/p1\"},\"participant\":[{\"individual\":"
            + "{\"reference\":\"Practitioner/dr1\"}}],\"period\":{\"start\":\"%sT09:00:00Z\"}%s"
                .formatted(day, more));
  }

  static String of(String encounter, String type, String id, String members, String day) {
    return entry(
        type,
        id,
        members
            + ",\"text\":{\"status\":\"generated\",\"div\":\"<div>x</div>\"}"
            + ",\"subject\":{\"reference\":\"Patient/p1\"},\"encounter\":{\"reference\":\"Encounter/%s\"}"
                .formatted(encounter)
            + ",\"issued\":\"%sT10:00:00Z\"".formatted(day));
  }

  static String note(String id, String encounter, String day, String text) {
    return entry(
        "DocumentReference",
        id,
        "\"type\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"11506-3\"}]}"
            + ",\"subject\":{\"reference\":\"Patient/p1\"},\"date\":\"%sT10:00:00Z\"".formatted(day)
            + ",\"context\":{\"encounter\":[{\"reference\":\"Encounter/%s\"}]}".formatted(encounter)
            + ",\"content\":[{\"attachment\":{\"contentType\":\"text/plain\",\"data\":\"%s\"}}]"
                .formatted(
                    Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
  }

  static String entry(String type, String id, String members) {
    return "{\"fullUrl\":\"urn:uuid:%s\",\"resource\":{\"resourceType\":\"%s\",\"id\":\"%s\",%s}}"
        .formatted(id, type, id, members);
  }

  static String code(String system, String code, String display) {
    return "\"code\":{\"coding\":[{\"system\":\"%s\",\"code\":\"%s\",\"display\":\"%s\"}]}"
        .formatted(system, code, display);
  }

  static String document(String patient, String body) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <ClinicalDocument xmlns="urn:hl7-org:v3"><recordTarget><patientRole><id root="1.2.3" \
        extension="%s"/></patientRole></recordTarget><component><section><text>%s</text></section>\
        </component></ClinicalDocument>
        """
        .formatted(patient, body);
  }

  private static String category(String code) {
    return "\"category\":[{\"coding\":[{\"system\":"
        + "\"http://terminology.hl7.org/CodeSystem/observation-category\",\"code\":\"%s\"}]}]"
            .formatted(code);
  }
}
