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
              Set.of(),
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
  void findsWhatItCannotRead() throws IOException {
    for (String broken : List.of("", "{", "[]", "{\"entry\":[{\"resource\":{\"resourceType\"")) {
      Gate.Check check = gate.begin(order(OWN_COPY));
      write(check, Page.Kind.FHIR_BUNDLE, OutputStream.nullOutputStream(), broken);
      assertThat(check.findings()).contains(GateFinding.UNREADABLE);
    }
  }

  private Set<GateFinding> findings(CutPolicy policy, String... resources) throws IOException {
    Gate.Check check = gate.begin(order(policy));
    write(check, Page.Kind.FHIR_BUNDLE, OutputStream.nullOutputStream(), bundle(resources));
    return check.findings();
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
