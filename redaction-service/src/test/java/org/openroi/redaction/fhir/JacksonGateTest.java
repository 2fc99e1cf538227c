package org.openroi.redaction.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openroi.event.RecordType;
import org.openroi.event.SensitiveCategory;
import org.openroi.redaction.CutSettings;
import org.openroi.redaction.Gate;
import org.openroi.redaction.GateFinding;
import org.openroi.redaction.GateOrder;
import org.openroi.redaction.Page;
import org.openroi.redaction.label.ValueSets;
import org.openroi.redaction.redactor.CutPolicy;

/** Each finding is made by a package that no cut made; a right package makes none. */
class JacksonGateTest {
  private static final String PATIENT = "p1";
  private static final Set<SensitiveCategory> ALL =
      EnumSet.of(
          SensitiveCategory.MENTAL_HEALTH, SensitiveCategory.HIV, SensitiveCategory.SUBSTANCE_USE);
  private static final CutPolicy EVERYTHING_BUT_SENSITIVE =
      new CutPolicy(false, Set.of(RecordType.ENTIRE_RECORD), null, null, Set.of(), false, ALL);
  private static final CutPolicy OWN_COPY =
      new CutPolicy(true, Set.of(RecordType.ENTIRE_RECORD), null, null, Set.of(), false, Set.of());

  private final Gate gate =
      new JacksonGate(
          new CutSettings(
              ValueSets.of(List.of(ValueSets.core())),
              List.of(ValueSets.core()),
              Set.of("program-1"),
              "test"));

  @Test
  void findsNothingInWhatMayGo() throws IOException {
    assertThat(
            findings(
                EVERYTHING_BUT_SENSITIVE,
                patient(),
                resource("Condition", "c1", icd("J06.9") + ",\"onsetDateTime\":\"2020-01-02\"")))
        .isEmpty();
  }

  @Test
  void passesOnEveryByteUnchanged() throws IOException {
    String bundle = bundle(patient(), resource("Condition", "c1", icd("J06.9")));
    ByteArrayOutputStream next = new ByteArrayOutputStream();
    Gate.Check check = gate.begin(order(OWN_COPY));
    write(check, Page.Kind.FHIR_BUNDLE, next, bundle);
    assertThat(next.toString(StandardCharsets.UTF_8)).isEqualTo(bundle);
  }

  @Test
  void findsACodeOfAWithheldCategoryWhateverItsSystemIsCalled() throws IOException {
    assertThat(findings(EVERYTHING_BUT_SENSITIVE, resource("Condition", "c1", icd("F32.A"))))
        .contains(GateFinding.CODE);
    String oid =
        "\"code\":{\"coding\":[{\"system\":\"urn:oid:2.16.840.1.113883.6.90\",\"code\":\" b20 \"}]}";
    assertThat(findings(EVERYTHING_BUT_SENSITIVE, resource("Condition", "c1", oid)))
        .contains(GateFinding.CODE);
  }

  @Test
  void findsAWordOfAWithheldCategoryInAnyText() throws IOException {
    assertThat(
            findings(
                EVERYTHING_BUT_SENSITIVE,
                resource("Observation", "o1", "\"note\":[{\"text\":\"denies alcohol use\"}]")))
        .contains(GateFinding.WORD);
  }

  @Test
  void findsAWordInAnAttachment() throws IOException {
    String data =
        Base64.getEncoder()
            .encodeToString(
                ("word ".repeat(20_000) + "seen for opioid dependence")
                    .getBytes(StandardCharsets.UTF_8));
    assertThat(
            findings(
                EVERYTHING_BUT_SENSITIVE,
                resource(
                    "DocumentReference",
                    "d1",
                    "\"content\":[{\"attachment\":{\"contentType\":\"text/plain\",\"data\":\""
                        + data
                        + "\"}}]")))
        .contains(GateFinding.WORD);
  }

  @Test
  void findsADateOutsideTheRange() throws IOException {
    CutPolicy year =
        new CutPolicy(
            false,
            Set.of(RecordType.ENTIRE_RECORD),
            LocalDate.of(2020, 1, 1),
            LocalDate.of(2020, 12, 31),
            Set.of(),
            false,
            Set.of());
    assertThat(
            findings(
                year, resource("Condition", "c1", "\"onsetDateTime\":\"2020-05-06T10:00:00Z\"")))
        .doesNotContain(GateFinding.DATE);
    assertThat(
            findings(
                year,
                resource(
                    "Condition",
                    "c1",
                    "\"onsetDateTime\":\"2020-05-06\",\"abatementDateTime\":\"2021-01-01\"")))
        .contains(GateFinding.DATE);
  }

  @Test
  void findsAKindThatWasNotAuthorized() throws IOException {
    CutPolicy medications =
        new CutPolicy(false, Set.of(RecordType.MEDICATIONS), null, null, Set.of(), false, Set.of());
    assertThat(findings(medications, resource("Condition", "c1", icd("J06.9"))))
        .contains(GateFinding.RECORD_TYPE);
  }

  @Test
  void findsAnotherPatientsPage() throws IOException {
    assertThat(findings(OWN_COPY, resource("Patient", "p2", "\"gender\":\"other\"")))
        .contains(GateFinding.ANOTHER_PATIENT);
    assertThat(
            findings(
                OWN_COPY,
                resource("Condition", "c1", "\"subject\":{\"reference\":\"Patient/p2\"}")))
        .contains(GateFinding.ANOTHER_PATIENT);
  }

  @Test
  void findsAReferenceToWhatDoesNotGo() throws IOException {
    assertThat(
            findings(
                EVERYTHING_BUT_SENSITIVE,
                resource(
                    "Procedure",
                    "x1",
                    "\"reasonReference\":[{\"reference\":\"Condition/withheld-1\"}]")))
        .contains(GateFinding.REFERENCE_TO_WITHHELD);
  }

  @Test
  void findsANarrativeThatGoesToAThirdParty() throws IOException {
    String text = "\"text\":{\"status\":\"generated\",\"div\":\"<div>x</div>\"}";
    assertThat(findings(EVERYTHING_BUT_SENSITIVE, resource("Condition", "c1", text)))
        .contains(GateFinding.NARRATIVE);
    assertThat(findings(OWN_COPY, patient(), resource("Condition", "c1", text))).isEmpty();
  }

  @Test
  void findsALabelOfTheSource() throws IOException {
    assertThat(findings(EVERYTHING_BUT_SENSITIVE, resource("Flag", "f1", label("MH"))))
        .contains(GateFinding.LABEL);
    assertThat(findings(EVERYTHING_BUT_SENSITIVE, resource("Flag", "f1", label("42CFRPart2"))))
        .contains(GateFinding.LABEL);
    assertThat(findings(EVERYTHING_BUT_SENSITIVE, resource("Flag", "f1", confidentiality("R"))))
        .contains(GateFinding.LABEL);
    assertThat(findings(EVERYTHING_BUT_SENSITIVE, resource("Flag", "f1", confidentiality("N"))))
        .isEmpty();
    String contained = "\"contained\":[{\"resourceType\":\"Flag\",%s}]".formatted(label("SUD"));
    assertThat(findings(EVERYTHING_BUT_SENSITIVE, resource("Flag", "f1", contained)))
        .contains(GateFinding.LABEL);
  }

  @Test
  void findsPsychotherapyNotesEvenForThePatient() throws IOException {
    assertThat(findings(OWN_COPY, patient(), resource("Media", "m1", label("PSYTHPN"))))
        .containsExactly(GateFinding.LABEL);
    assertThat(findings(OWN_COPY, patient(), resource("Media", "m1", label("MH")))).isEmpty();
  }

  @Test
  void findsAProviderThatIsAPart2Program() throws IOException {
    String provider =
        "\"serviceProvider\":{\"identifier\":{\"system\":\"urn:x\",\"value\":\"program-1\"}}";
    assertThat(findings(EVERYTHING_BUT_SENSITIVE, resource("Encounter", "e1", provider)))
        .containsExactly(GateFinding.LABEL);
    assertThat(findings(OWN_COPY, resource("Encounter", "e1", provider))).isEmpty();
  }

  @Test
  void findsAnAttachmentThatIsNoPlainText() throws IOException {
    for (String attachment :
        List.of(
            "\"contentType\":\"application/pdf\",\"data\":\"AAAA\"",
            "\"contentType\":\"text/plain\",\"url\":\"Binary/b1\"",
            "\"data\":\"AAAA\"",
            "\"url\":\"http://example.org/1\"")) {
      String content = "\"content\":[{\"attachment\":{%s}}]".formatted(attachment);
      assertThat(findings(EVERYTHING_BUT_SENSITIVE, resource("DocumentReference", "d1", content)))
          .containsExactly(GateFinding.DOCUMENT);
      assertThat(findings(OWN_COPY, resource("DocumentReference", "d1", content))).isEmpty();
    }
  }

  @Test
  void findsAnyDocumentWhereTheChartIsNotClean() throws IOException {
    String plain =
        resource(
            "Observation",
            "o1",
            "\"valueAttachment\":{\"contentType\":\"text/plain\",\"data\":\"AAAA\"}");
    assertThat(findings(EVERYTHING_BUT_SENSITIVE, plain)).isEmpty();
    assertThat(
            findings(
                new GateOrder(PATIENT, EVERYTHING_BUT_SENSITIVE, false, Set.of()), bundle(plain)))
        .containsExactly(GateFinding.DOCUMENT);
  }

  @Test
  void findsMoreOfThePatientThanIsNecessary() throws IOException {
    CutPolicy minimum =
        new CutPolicy(false, Set.of(RecordType.ENTIRE_RECORD), null, null, Set.of(), true, ALL);
    assertThat(findings(minimum, patient())).isEmpty();
    assertThat(findings(minimum, resource("Patient", PATIENT, "\"telecom\":[]")))
        .containsExactly(GateFinding.MINIMUM_NECESSARY);
  }

  @Test
  void findsWhatIsOfAnotherEncounter() throws IOException {
    CutPolicy encounter =
        new CutPolicy(
            false, Set.of(RecordType.ENTIRE_RECORD), null, null, Set.of("e1"), false, Set.of());
    String of = "\"encounter\":{\"reference\":\"%s\"}";
    assertThat(
            findings(
                encounter,
                patient(),
                resource("Encounter", "e1", "\"status\":\"finished\""),
                resource("Condition", "c1", of.formatted("Encounter/e1")),
                resource("Condition", "c2", of.formatted("urn:uuid:e1")),
                resource("Practitioner", "d1", "\"active\":true")))
        .isEmpty();
    assertThat(findings(encounter, resource("Condition", "c1", of.formatted("Encounter/e2"))))
        .containsExactly(GateFinding.ENCOUNTER);
  }

  @Test
  void findsAKindOfObservationOrReportThatWasNotAuthorized() throws IOException {
    CutPolicy laboratory =
        new CutPolicy(
            false, Set.of(RecordType.LABORATORY_REPORT), null, null, Set.of(), false, Set.of());
    String category =
        "\"category\":[{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/x\",\"code\":\"%s\"}]}]";
    assertThat(
            findings(laboratory, resource("Observation", "o1", category.formatted("laboratory"))))
        .isEmpty();
    assertThat(
            findings(laboratory, resource("Observation", "o1", category.formatted("vital-signs"))))
        .containsExactly(GateFinding.RECORD_TYPE);
    assertThat(findings(laboratory, resource("DiagnosticReport", "r1", category.formatted("LAB"))))
        .isEmpty();
    assertThat(findings(laboratory, resource("DiagnosticReport", "r1", category.formatted("RAD"))))
        .containsExactly(GateFinding.RECORD_TYPE);
  }

  @Test
  void findsATypeThatNobodyKnowsButLeavesItToThePatient() throws IOException {
    assertThat(findings(EVERYTHING_BUT_SENSITIVE, resource("Something", "s1", "\"a\":1")))
        .containsExactly(GateFinding.RECORD_TYPE);
    assertThat(findings(OWN_COPY, resource("Something", "s1", "\"a\":1"))).isEmpty();
  }

  @Test
  void findsABundleThatSpeaksOfTheWholeRecord() throws IOException {
    for (String more : List.of("\"total\":2", "\"link\":[]", "\"signature\":{\"who\":{}}")) {
      assertThat(findings(order(OWN_COPY), bundle(patient()).replaceFirst("\\{", "{" + more + ",")))
          .containsExactly(GateFinding.BUNDLE);
    }
    assertThat(findings(order(OWN_COPY), bundle(patient()).replaceFirst("\\{", "{\"total\":1,")))
        .isEmpty();
  }

  @Test
  void findsWhatStandsBesideTheResources() throws IOException {
    String response = ",\"response\":{\"outcome\":{\"text\":\"HIV\"}}}";
    String entry = patient();
    assertThat(
            findings(EVERYTHING_BUT_SENSITIVE, entry.substring(0, entry.length() - 1) + response))
        .containsExactly(GateFinding.WORD);
    assertThat(
            findings(
                order(EVERYTHING_BUT_SENSITIVE),
                bundle(entry).replaceFirst("\\{", "{\"meta\":{%s},".formatted(security("HIV")))))
        .containsExactly(GateFinding.LABEL);
  }

  @Test
  void findsMonthsAndYearsOutsideTheRange() throws IOException {
    CutPolicy february =
        new CutPolicy(
            false,
            Set.of(RecordType.ENTIRE_RECORD),
            LocalDate.of(2020, 2, 1),
            LocalDate.of(2020, 2, 29),
            Set.of(),
            false,
            Set.of());
    assertThat(findings(february, resource("Flag", "f1", "\"a\":\"2020-02\""))).isEmpty();
    assertThat(findings(february, resource("Flag", "f1", "\"a\":\"2020-03\"")))
        .containsExactly(GateFinding.DATE);
    assertThat(findings(february, resource("Flag", "f1", "\"assertedDate\":\"2020\"")))
        .containsExactly(GateFinding.DATE);
    assertThat(findings(february, resource("Flag", "f1", "\"postalCode\":\"2019\""))).isEmpty();
    assertThat(findings(february, resource("Practitioner", "d1", "\"date\":\"1960\""))).isEmpty();
  }

  @Test
  void tellsAReferenceToWhatIsThereFromOneThatIsNot() throws IOException {
    String of = "\"focus\":{\"reference\":\"%s\"}";
    for (String reference :
        List.of(
            "Condition/withheld-1/_history/2",
            "urn:uuid:withheld-1",
            "https://fhir.example.org/r4/Condition/withheld-1",
            "Condition/withheld-1#part")) {
      assertThat(findings(OWN_COPY, resource("Flag", "f1", of.formatted(reference))))
          .containsExactly(GateFinding.REFERENCE_TO_WITHHELD);
    }
    // Another resource of the same id, which is there.
    assertThat(
            findings(
                OWN_COPY,
                resource("Flag", "f1", of.formatted("Observation/withheld-1")),
                resource("Observation", "withheld-1", "\"status\":\"final\"")))
        .isEmpty();
  }

  @Test
  void findsAWordAcrossThePiecesOfAnAttachment() throws IOException {
    for (int before = 16_300; before < 16_420; before += 7) {
      assertThat(findings(EVERYTHING_BUT_SENSITIVE, attachment("x".repeat(before) + " HIV neg.")))
          .containsExactly(GateFinding.WORD);
      assertThat(findings(EVERYTHING_BUT_SENSITIVE, attachment("x".repeat(before) + " hive")))
          .isEmpty();
      assertThat(
              findings(
                  EVERYTHING_BUT_SENSITIVE,
                  attachment("x".repeat(before) + " substance \n \t abuse")))
          .containsExactly(GateFinding.WORD);
    }
  }

  @Test
  void findsWhatADocumentMayNotSay() throws IOException {
    assertThat(document(EVERYTHING_BUT_SENSITIVE, "p1", "A cold.")).isEmpty();
    assertThat(document(EVERYTHING_BUT_SENSITIVE, "p1", "Drinks al&#99;ohol."))
        .containsExactly(GateFinding.WORD);
    assertThat(
            document(
                EVERYTHING_BUT_SENSITIVE,
                "p1",
                "<value code=\"F10.2\" codeSystem=\"2.16.840.1.113883.6.90\"/>"))
        .containsExactly(GateFinding.CODE);
    assertThat(document(OWN_COPY, "p2", "A cold.")).containsExactly(GateFinding.ANOTHER_PATIENT);
    assertThat(document(OWN_COPY, "p1", "<a>")).contains(GateFinding.UNREADABLE);
    CutPolicy some =
        new CutPolicy(false, Set.of(RecordType.PROBLEMS), null, null, Set.of(), false, Set.of());
    assertThat(document(some, "p1", "A cold.")).containsExactly(GateFinding.RECORD_TYPE);
  }

  @Test
  void findsAPageThatNobodyEnded() throws IOException {
    Gate.Check check = gate.begin(order(OWN_COPY));
    OutputStream page = check.page(Page.Kind.FHIR_BUNDLE, OutputStream.nullOutputStream());
    page.write(bundle(patient()).getBytes(StandardCharsets.UTF_8));
    assertThat(check.findings()).containsExactly(GateFinding.UNREADABLE);
    page.close();
  }

  @Test
  void findsWhatItCannotRead() throws IOException {
    String good = bundle(patient());
    for (String broken :
        List.of(
            "",
            "{",
            "[]",
            "{\"entry\":[{\"resource\":{\"resourceType\"",
            good + "{}",
            good.replace("Bundle", "Parameters"),
            good.replace("\"id\":", "\"id\":\"p1\",\"id\":"),
            good.replace("\"gender\"", "\"\""),
            bundle("{}"),
            bundle("1"),
            bundle("{\"resource\":{\"id\":\"1\"}}"),
            bundle(resource("Flag", "f1", "\"a\":" + "[".repeat(200) + "]".repeat(200))),
            bundle(
                resource("DocumentReference", "d1", "\"a\":\"" + "x".repeat(5_000_000) + "\"")))) {
      assertThat(findings(order(EVERYTHING_BUT_SENSITIVE), broken))
          .contains(GateFinding.UNREADABLE);
    }
  }

  private Set<GateFinding> findings(CutPolicy policy, String... resources) throws IOException {
    return findings(order(policy), bundle(resources));
  }

  private Set<GateFinding> findings(GateOrder order, String bundle) throws IOException {
    Gate.Check check = gate.begin(order);
    write(check, Page.Kind.FHIR_BUNDLE, OutputStream.nullOutputStream(), bundle);
    return check.findings();
  }

  private Set<GateFinding> document(CutPolicy policy, String patient, String body)
      throws IOException {
    Gate.Check check = gate.begin(order(policy));
    String document =
        """
        <ClinicalDocument xmlns="urn:hl7-org:v3"><recordTarget><patientRole><id root="1.2.3" \
        extension="%s"/></patientRole></recordTarget><text>%s</text></ClinicalDocument>"""
            .formatted(patient, body);
    write(check, Page.Kind.CDA_DOCUMENT, OutputStream.nullOutputStream(), document);
    return check.findings();
  }

  private static String attachment(String text) {
    return resource(
        "DocumentReference",
        "d1",
        "\"content\":[{\"attachment\":{\"contentType\":\"text/plain\",\"data\":\"%s\"}}]"
            .formatted(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
  }

  private static String label(String code) {
    return "\"meta\":{%s}".formatted(security(code));
  }

  private static String security(String code) {
    return "\"security\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActCode\",\"code\":\"%s\"}]"
        .formatted(code);
  }

  private static String confidentiality(String code) {
    return label(code).replace("v3-ActCode", "v3-Confidentiality");
  }

  private static GateOrder order(CutPolicy policy) {
    return new GateOrder(PATIENT, policy, true, Set.of("withheld-1"));
  }

  private static void write(Gate.Check check, Page.Kind kind, OutputStream next, String page)
      throws IOException {
    try (OutputStream out = check.page(kind, next)) {
      out.write(page.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String bundle(String... resources) {
    return "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":["
        + String.join(",", resources)
        + "]}";
  }

  private static String patient() {
    return resource("Patient", PATIENT, "\"gender\":\"other\"");
  }

  private static String resource(String type, String id, String members) {
    return "{\"fullUrl\":\"urn:uuid:%s\",\"resource\":{\"resourceType\":\"%s\",\"id\":\"%s\",%s}}"
        .formatted(id, type, id, members);
  }

  private static String icd(String code) {
    return "\"code\":{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10-cm\",\"code\":\"%s\"}]}"
        .formatted(code);
  }
}
