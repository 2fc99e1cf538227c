package org.openroi.redaction.redactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openroi.redaction.redactor.RecordFixture.ALL_OPTED_IN;
import static org.openroi.redaction.redactor.RecordFixture.INDIVIDUAL;
import static org.openroi.redaction.redactor.RecordFixture.THIRD_PARTY;
import static org.openroi.redaction.redactor.RecordFixture.dated;
import static org.openroi.redaction.redactor.RecordFixture.encounters;
import static org.openroi.redaction.redactor.RecordFixture.minimumNecessary;
import static org.openroi.redaction.redactor.RecordFixture.record;
import static org.openroi.redaction.redactor.RecordFixture.thirdParty;
import static org.openroi.redaction.redactor.RecordFixture.withheld;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openroi.event.RecordType;
import org.openroi.event.SensitiveCategory;

/** Every rule of the cut, by the law that it serves. */
class CutRulesTest {
  private static final String SCHIZOPHRENIA =
      "'code':{'coding':[{'system':'http://hl7.org/fhir/sid/icd-10-cm','code':'F20.9'}]}";
  private static final String FRACTURE =
      "'code':{'coding':[{'system':'http://hl7.org/fhir/sid/icd-10-cm','code':'S52.5'}]}";
  private static final String IN_E1 = "'encounter':{'reference':'Encounter/e1'}";

  // 45 CFR 164.501, 164.508(a)(2), 164.524(a)(1)(i)

  @Test
  void releasesPsychotherapyNotesToNobody() throws Exception {
    RecordFixture record =
        record()
            .with("DocumentReference", "d1", label("PSYTHPN"))
            .with(
                "Claim",
                "c1",
                "'supportingInfo':[{'valueReference':{'reference':'DocumentReference/d1'}}]");
    for (CutPolicy policy : List.of(INDIVIDUAL, ALL_OPTED_IN, THIRD_PARTY)) {
      assertThat(record.rule("d1", policy)).isEqualTo(CutRule.LEGAL_EXCLUSION);
    }
    // A bill that names the note is no psychotherapy note; what it says of it goes.
    assertThat(record.left("c1", INDIVIDUAL)).doesNotContain("d1");
  }

  @Test
  void keepsTheContentOfAPsychotherapyNoteWithTheNote() throws Exception {
    RecordFixture record =
        record()
            .with(
                "DocumentReference",
                "d1",
                label("PSYTHPN") + ",'content':[{'attachment':{'url':'Binary/b1'}}]")
            .with("{'resourceType':'Binary','id':'b1','contentType':'text/plain','data':'QUJD'}")
            .with(
                "{'resourceType':'Binary','id':'b2','contentType':'text/plain','data':'QUJD',"
                    + "'securityContext':{'reference':'DocumentReference/d1'}}");
    assertThat(record.rule("b1", INDIVIDUAL)).isEqualTo(CutRule.LEGAL_EXCLUSION);
    assertThat(record.rule("b2", INDIVIDUAL)).isEqualTo(CutRule.LEGAL_EXCLUSION);
  }

  // 45 CFR 164.524: the individual's own copy

  @Test
  void withholdsNothingElseFromTheIndividual() throws Exception {
    RecordFixture record =
        record()
            .with("Condition", "c1", SCHIZOPHRENIA + "," + label("42CFRPart2"))
            .with("DocumentReference", "d1", attachment("application/pdf", "JVBERg=="))
            .with("Observation", "o1", confidentiality("R"))
            .with("{'resourceType':'MadeUpThing','id':'u1'}");
    assertThat(record.going(INDIVIDUAL)).containsExactly("p1", "c1", "d1", "o1", "u1");
    assertThat(record.cut(INDIVIDUAL).isHeldForPart2()).isFalse();
    assertThat(record.cut(INDIVIDUAL).ledger()).isEmpty();
  }

  @Test
  void doesNotTakeAPolicyThatWithholdsACategoryFromTheIndividual() {
    assertThatThrownBy(
            () ->
                new CutPolicy(
                    true,
                    Set.of(RecordType.ENTIRE_RECORD),
                    null,
                    null,
                    Set.of(),
                    false,
                    Set.of(SensitiveCategory.HIV)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  // 45 CFR 164.508(a)(1), 164.514(d): kinds of record

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MEDICATIONS | MedicationRequest | ",
        "MEDICATIONS | MedicationAdministration | ",
        "MEDICATIONS | MedicationStatement | ",
        "MEDICATIONS | MedicationDispense | ",
        "ALLERGIES | AllergyIntolerance | ",
        "IMMUNIZATIONS | Immunization | ",
        "PROBLEMS | Condition | ",
        "PROCEDURES | Procedure | ",
        "IMAGING_REPORT | ImagingStudy | ",
        "BILLING | Claim | ",
        "BILLING | ExplanationOfBenefit | ",
        "BILLING | Invoice | ",
        "VITAL_SIGNS | Observation | observation-category#vital-signs",
        "LABORATORY_REPORT | Observation | observation-category#laboratory",
        "LABORATORY_REPORT | DiagnosticReport | v2-0074#LAB",
        "IMAGING_REPORT | DiagnosticReport | v2-0074#RAD",
        "PATHOLOGY_REPORT | DiagnosticReport | v2-0074#PAT",
        "PATHOLOGY_REPORT | DiagnosticReport | v2-0074#SP",
        "DISCHARGE_SUMMARY | DiagnosticReport | loinc#18842-5",
        "HISTORY_AND_PHYSICAL | DiagnosticReport | loinc#34117-2",
        "PATHOLOGY_REPORT | DiagnosticReport | loinc#11526-1"
      })
  void tellsKindsOfRecord(RecordType type, String resourceType, String category) throws Exception {
    String properties = category == null ? "" : "'category':[" + concept(category) + "]";
    RecordFixture record =
        record()
            .with(resourceType, "x1", properties)
            .with("Encounter", "e1", "'status':'finished'");
    assertThat(record.going(thirdParty(type))).containsExactly("p1", "x1");
    for (RecordType other : RecordType.values()) {
      if (other != type && other != RecordType.ENTIRE_RECORD) {
        assertThat(record.going(thirdParty(other))).containsExactly("p1");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DISCHARGE_SUMMARY,18842-5",
    "HISTORY_AND_PHYSICAL,34117-2",
    "CONSULTATION_NOTE,11488-4",
    "PROGRESS_NOTE,11506-3",
    "OPERATIVE_NOTE,11504-8",
    "OPERATIVE_NOTE,28570-0",
    "EMERGENCY_NOTE,34111-5"
  })
  void tellsNotesByTheirLoinc(RecordType type, String loinc) throws Exception {
    RecordFixture record =
        record()
            .with("DocumentReference", "d1", "'type':" + concept("loinc#" + loinc))
            .with("DocumentReference", "d2", "'category':[" + concept("loinc#" + loinc) + "]")
            .with("DiagnosticReport", "r1", "'code':" + concept("loinc#" + loinc))
            .with("Observation", "o1", "'code':" + concept("loinc#" + loinc));
    assertThat(record.going(thirdParty(type))).containsExactly("p1", "d1", "r1");
  }

  @Test
  void releasesWhatItDoesNotKnowToTheIndividualOnly() throws Exception {
    RecordFixture record = record().with("{'resourceType':'MadeUpThing','id':'u1'}");
    LedgerLine line = record.line("u1", ALL_OPTED_IN);
    assertThat(line.rule()).isEqualTo(CutRule.RECORD_TYPE);
    assertThat(line.review()).isTrue();
    assertThat(record.going(INDIVIDUAL)).contains("u1");
  }

  @Test
  void releasesNoEntryWithoutAResource() throws Exception {
    RecordFixture record =
        record().withEntry("{'request':{'method':'DELETE','url':'Observation/o1'}}");
    assertThat(record.cut(INDIVIDUAL).items()).isEqualTo(1);
    assertThat(record.cut(INDIVIDUAL).ledger()).hasSize(1).allMatch(LedgerLine::review);
  }

  // 45 CFR 164.514(d): what supports the record

  @Test
  void letsPractitionersAndPlacesFollowWhatRefersToThem() throws Exception {
    RecordFixture record =
        record()
            .with(
                "Encounter",
                "e1",
                "'participant':[{'individual':{'reference':'PractitionerRole/r1'}}]")
            .with(
                "{'resourceType':'PractitionerRole','id':'r1',"
                    + "'practitioner':{'reference':'Practitioner/a'},"
                    + "'organization':{'reference':'https://fhir.example/r4/Organization/o/_history/2'}}")
            .with("{'resourceType':'Practitioner','id':'a'}")
            .with("{'resourceType':'Practitioner','id':'b'}")
            .with("{'resourceType':'Organization','id':'o'}");
    assertThat(record.going(THIRD_PARTY)).containsExactly("p1", "e1", "r1", "a", "o");
    assertThat(record.rule("b", THIRD_PARTY)).isEqualTo(CutRule.NOT_REFERRED_TO);
    assertThat(record.going(thirdParty(RecordType.IMMUNIZATIONS))).containsExactly("p1");
  }

  @Test
  void keepsBackASensitivePractitioner() throws Exception {
    RecordFixture record =
        record()
            .with("Observation", "o1", "'performer':[{'reference':'Practitioner/a'}]")
            .with(
                "{'resourceType':'Practitioner','id':'a',"
                    + "'qualification':[{'code':{'text':'Addiction medicine'}}]}");
    assertThat(record.going(THIRD_PARTY)).containsExactly("p1");
    assertThat(record.rule("a", THIRD_PARTY)).isEqualTo(CutRule.CATEGORY);
    assertThat(record.rule("o1", THIRD_PARTY)).isEqualTo(CutRule.CATEGORY_BY_CONTEXT);
  }

  // 45 CFR 164.508(a)(1), (c)(1)(i): encounters

  @Test
  void releasesOnlyWhatBelongsToANamedEncounter() throws Exception {
    RecordFixture record =
        record()
            .withEntry(
                "{'fullUrl':'urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0','resource':"
                    + "{'resourceType':'Encounter','id':'e1'}}")
            .with("Encounter", "e2", "")
            .with("Observation", "o1", IN_E1)
            .with("Observation", "o2", "'encounter':{'reference':'Encounter/e2'}")
            .with(
                "Observation",
                "o3",
                "'encounter':{'reference':'urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0'}")
            .with("Claim", "c1", "'item':[{'encounter':[{'reference':'Encounter/e1'}]}]")
            .with("Condition", "c2", "");
    assertThat(record.going(encounters("e1"))).containsExactly("p1", "e1", "o1", "o3", "c1");
    assertThat(record.rule("c2", encounters("e1"))).isEqualTo(CutRule.ENCOUNTER);
  }

  // 45 CFR 164.508(a)(1), (c)(1)(i): dates

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'effectiveDateTime':'2020-03-01' | true",
        "'effectiveDateTime':'2020-03-31T23:59:59-11:00' | true",
        "'effectiveDateTime':'2020-04-01T00:00:00Z' | false",
        "'effectiveDateTime':'2020-02-29' | false",
        "'effectiveDateTime':'2020-03' | true",
        "'effectiveDateTime':'2020-04' | false",
        "'effectiveDateTime':'2020' | false",
        "'effectivePeriod':{'start':'2020-03-02','end':'2020-04-02'} | false",
        "'effectiveDateTime':'2020-03-02','issued':'2021-01-01T10:00:00.000Z' | false",
        "'effectiveDateTime':'2020-03-02','extension':[{'url':'x','valueDate':'1999-01-01'}] |"
            + " false",
        "'effectiveDateTime':'2020-03-02','valueString':'since 2019-12-01' | false",
        "'effectiveDateTime':'2020-03-02','valueString':'2019' | true",
        "'effectiveDateTime':'2020-03-02','meta':{'lastUpdated':'2026-01-01T00:00:00Z'} | true",
        "'effectiveDateTime':'2020-03-02','text':{'div':'<div>2026-01-01</div>'} | true",
        "'valueString':'no date at all' | false"
      })
  void looksAtEveryDateOfAResource(String properties, boolean goes) throws Exception {
    RecordFixture record = record().with("Observation", "o1", properties);
    CutPolicy march = dated("2020-03-01", "2020-03-31");
    assertThat(record.going(march).contains("o1")).isEqualTo(goes);
    if (!goes) {
      assertThat(record.rule("o1", march)).isEqualTo(CutRule.DATE);
    }
  }

  @Test
  void knowsTheLengthOfMonths() throws Exception {
    RecordFixture record = record().with("Observation", "o1", "'effectiveDateTime':'2020-02'");
    assertThat(record.going(dated("2020-02-01", "2020-02-29"))).contains("o1");
    assertThat(record.going(dated("2020-02-01", "2020-02-28"))).doesNotContain("o1");
    assertThat(record.going(dated("2020-02-02", ""))).doesNotContain("o1");
  }

  @Test
  void letsWhatHasNoDateGoWithItsEncounter() throws Exception {
    RecordFixture record =
        record()
            .with("Encounter", "e1", "'period':{'start':'2020-03-02'}")
            .with("Encounter", "e2", "'period':{'start':'2021-03-02'}")
            .with("Encounter", "e3", "")
            .with("Observation", "o1", IN_E1)
            .with("Observation", "o2", "'encounter':{'reference':'Encounter/e2'}")
            .with("Observation", "o3", "'encounter':{'reference':'Encounter/e3'}")
            .with(
                "DocumentReference",
                "d1",
                "'context':{'encounter':[{'reference':'Encounter/e1'},{'reference':'Encounter/e2'}]}");
    assertThat(record.going(dated("2020-01-01", "2020-12-31"))).containsExactly("p1", "e1", "o1");
  }

  @Test
  void findsDatesInStringsOfAnyLength() throws Exception {
    String padding = "all is well ".repeat(20_000);
    RecordFixture record =
        record()
            .with(
                "Observation",
                "o1",
                "'effectiveDateTime':'2020-03-02','note':[{'text':'" + padding + "'}]")
            .with(
                "Observation",
                "o2",
                "'effectiveDateTime':'2020-03-02','note':[{'text':'"
                    + padding
                    + "2019-01-01"
                    + padding
                    + "'}]");
    assertThat(record.going(dated("2020-01-01", "2020-12-31"))).containsExactly("p1", "o1");
  }

  @Test
  void findsDatesInNotes() throws Exception {
    String note =
        "'date':'2020-03-02'," + attachment("text/plain", base64("As seen on 2019-01-01."));
    RecordFixture record = record().with("DocumentReference", "d1", note);
    assertThat(record.rule("d1", dated("2020-01-01", "2020-12-31"))).isEqualTo(CutRule.DATE);
    assertThat(record.going(dated("2019-01-01", "2020-12-31"))).contains("d1");
  }

  // 45 CFR 164.508(c)(1)(i), state law: sensitive categories

  @Test
  void withholdsACategoryByCodeByLabelAndByWord() throws Exception {
    RecordFixture record =
        record()
            .with("Condition", "byCode", SCHIZOPHRENIA)
            .with("Observation", "byLabel", label("MH"))
            .with("Observation", "byWord", "'valueString':'feels depressed'")
            .with(
                "Observation",
                "byContained",
                "'contained':[{'resourceType':'Condition'," + SCHIZOPHRENIA + "}]")
            .with(
                "Observation",
                "byContainedLabel",
                "'contained':[{'resourceType':'Condition'," + label("MH") + "}]")
            .with("Observation", "byEscape", "'valueString':'de\\u0070ression'")
            .with("Observation", "byEscapedName", "'value\\u0053tring':'depression'")
            .with(
                "Observation",
                "byLongText",
                "'valueString':'" + "fine ".repeat(30_000) + " anxiety'")
            .with("Condition", "other", FRACTURE);
    assertThat(record.going(withheld(SensitiveCategory.MENTAL_HEALTH)))
        .containsExactly("p1", "other");
    LedgerLine line = record.line("byCode", withheld(SensitiveCategory.MENTAL_HEALTH));
    assertThat(line.rule()).isEqualTo(CutRule.CATEGORY);
    assertThat(line.category()).isEqualTo(SensitiveCategory.MENTAL_HEALTH);
    assertThat(record.going(withheld(SensitiveCategory.HIV))).hasSize(10);
  }

  @ParameterizedTest
  @CsvSource({
    "SUD,SUBSTANCE_USE",
    "ETH,SUBSTANCE_USE",
    "ETHUD,SUBSTANCE_USE",
    "OPIOIDUD,SUBSTANCE_USE",
    "42CFRPart2,SUBSTANCE_USE",
    "MH,MENTAL_HEALTH",
    "PSY,MENTAL_HEALTH",
    "BH,MENTAL_HEALTH",
    "DVD,MENTAL_HEALTH",
    "HIV,HIV"
  })
  void knowsTheSecurityLabelsOfSources(String code, SensitiveCategory category) throws Exception {
    RecordFixture record = record().with("Observation", "o1", label(code));
    assertThat(record.line("o1", withheld(category)).category()).isEqualTo(category);
  }

  @Test
  void doesNotSearchWhatIsNoText() throws Exception {
    RecordFixture record =
        record()
            .with(
                "Observation",
                "hiv",
                "'extension':[{'url':'http://x.example/hiv'}],'code':{'coding':[{'system':'urn:hiv','code':'hiv'}]},"
                    + "'focus':[{'reference':'Observation/hiv'}]");
    assertThat(record.going(THIRD_PARTY)).contains("hiv");
  }

  @Test
  void followsADiagnosisToItsEncounterAndToAllThatBelongsToIt() throws Exception {
    RecordFixture record =
        record()
            .with("Encounter", "e1", "")
            .with("Condition", "c1", SCHIZOPHRENIA + "," + IN_E1)
            .with("Observation", "o1", FRACTURE + "," + IN_E1)
            .with("Claim", "cl1", "'item':[{'encounter':[{'reference':'Encounter/e1'}]}]")
            .with("ExplanationOfBenefit", "eob1", "'claim':{'reference':'Claim/cl1'}")
            .with(
                "Provenance",
                "pr1",
                "'target':[{'reference':'Claim/cl1'},{'reference':'Observation/o2'}]")
            .with("Observation", "o2", FRACTURE);
    assertThat(record.going(THIRD_PARTY)).containsExactly("p1", "pr1", "o2");
    assertThat(record.rule("e1", THIRD_PARTY)).isEqualTo(CutRule.CATEGORY_BY_CONTEXT);
    assertThat(record.rule("eob1", THIRD_PARTY)).isEqualTo(CutRule.CATEGORY_BY_CONTEXT);
    // What lists others loses the reference and nothing else.
    assertThat(record.left("pr1", THIRD_PARTY))
        .contains("'target':[{'reference':'Observation/o2'}]");
  }

  @Test
  void doesNotFollowAnObservationToItsEncounter() throws Exception {
    RecordFixture record =
        record()
            .with("Encounter", "e1", "")
            .with("Observation", "o1", SCHIZOPHRENIA + "," + IN_E1)
            .with("Observation", "o2", FRACTURE + "," + IN_E1);
    assertThat(record.going(THIRD_PARTY)).containsExactly("p1", "e1", "o2");
  }

  @Test
  void followsChainsOfAnyLengthInAnyOrder() throws Exception {
    RecordFixture record = record();
    int length = 3_000;
    for (int i = 0; i < length; i++) {
      record.with(
          "Observation", "o" + i, "'derivedFrom':[{'reference':'Observation/o" + (i + 1) + "'}]");
    }
    record.with("Observation", "o" + length, SCHIZOPHRENIA);
    assertThat(record.going(THIRD_PARTY)).containsExactly("p1");
  }

  @Test
  void takesALabelOfTheBundleForAllOfItWhereNothingInItExplainsIt() throws Exception {
    String bundle =
        "{'resourceType':'Bundle','type':'collection','meta':{"
            + "'security':[%s]},'entry':["
            + "{'resource':{'resourceType':'Patient','id':'p1'}},"
            + "{'resource':{'resourceType':'Observation','id':'o1'}}%s]}";
    String mental = "{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'MH'}";
    String explained = ",{'resource':{'resourceType':'Observation','id':'o2'," + label("MH") + "}}";
    assertThat(RecordFixture.cut(bundle.formatted(mental, ""), THIRD_PARTY))
        .doesNotContain("'o1'", "MH");
    assertThat(RecordFixture.cut(bundle.formatted(mental, explained), THIRD_PARTY))
        .contains("'o1'")
        .doesNotContain("'o2'", "MH");
  }

  // 45 CFR 164.514(d): doubt

  @Test
  void asksAPersonAboutARestrictionThatNothingExplains() throws Exception {
    RecordFixture record =
        record()
            .with("Observation", "restricted", confidentiality("R"))
            .with("Observation", "very", confidentiality("V"))
            .with("Observation", "normal", confidentiality("N"))
            .with("Observation", "unknown", label("SEX"))
            .with(
                "Observation",
                "explained",
                "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-Confidentiality','code':'R'},"
                    + "{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'MH'}]}");
    assertThat(record.going(ALL_OPTED_IN)).containsExactly("p1", "normal", "explained");
    assertThat(record.line("restricted", ALL_OPTED_IN).rule()).isEqualTo(CutRule.DOUBT);
    assertThat(record.line("restricted", ALL_OPTED_IN).review()).isTrue();
  }

  // 45 CFR 164.508(c)(1)(i): documents

  @Test
  void releasesPlainTextThatNamesNothingFromACleanChart() throws Exception {
    RecordFixture record =
        record()
            .with(
                "DocumentReference",
                "plain",
                attachment("text/plain; charset=utf-8", base64("Grüße.")))
            .with(
                "DocumentReference",
                "mentions",
                attachment("text/plain", base64("Drinks no alcohol.")))
            .with("DocumentReference", "pdf", attachment("application/pdf", base64("Fine.")))
            .with("DocumentReference", "html", attachment("text/html", base64("Fine.")))
            .with("DocumentReference", "latin", attachment("text/plain", "4eHh"))
            .with("DocumentReference", "noBase64", attachment("text/plain", "fine?"))
            .with(
                "DocumentReference",
                "elsewhere",
                "'content':[{'attachment':{'contentType':'text/plain','url':'x'}}]")
            .with("Observation", "attached", "'valueAttachment':{'url':'https://files.example/1'}")
            .with(
                "DiagnosticReport",
                "report",
                "'presentedForm':[{'contentType':'text/plain','data':'" + base64("HIV") + "'}]")
            .with("Composition", "composed", "'section':[{'text':{'div':'<div>fine</div>'}}]");
    assertThat(record.cut(THIRD_PARTY).isChartClean()).isTrue();
    assertThat(record.going(THIRD_PARTY)).containsExactly("p1", "plain");
    for (String id : List.of("mentions", "pdf", "latin", "attached", "report", "composed")) {
      assertThat(record.line(id, THIRD_PARTY).rule()).isEqualTo(CutRule.MAY_MENTION);
      assertThat(record.line(id, THIRD_PARTY).review()).isTrue();
    }
    assertThat(record.going(ALL_OPTED_IN)).hasSize(11);
    assertThat(record.going(withheld(SensitiveCategory.HIV)))
        .containsExactly("p1", "plain", "mentions");
  }

  @Test
  void releasesNoDocumentFromAChartThatIsNotClean() throws Exception {
    RecordFixture record =
        record()
            .with("DocumentReference", "plain", attachment("text/plain", base64("Fine.")))
            .with("Condition", "c1", SCHIZOPHRENIA);
    assertThat(record.cut(THIRD_PARTY).isChartClean()).isFalse();
    assertThat(record.rule("plain", THIRD_PARTY)).isEqualTo(CutRule.MAY_MENTION);
    assertThat(record.going(withheld(SensitiveCategory.HIV))).contains("plain", "c1");
  }

  @Test
  void findsAWordAnywhereInABigAttachment() throws Exception {
    String filler = "All is well. ".repeat(20_000);
    for (int shift = 0; shift < 4; shift++) {
      String text = filler + "x".repeat(shift) + " heroin " + filler;
      RecordFixture record =
          record()
              .with("DocumentReference", "d1", attachment("text/plain", base64(text)))
              .with("DocumentReference", "d2", attachment("text/plain", base64(filler)));
      assertThat(record.going(THIRD_PARTY)).containsExactly("p1", "d2");
    }
  }

  @Test
  void takesSampledDataForNoDocument() throws Exception {
    RecordFixture record =
        record()
            .with("Observation", "o1", "'valueSampledData':{'origin':{'value':0},'data':'1 2 E'}");
    assertThat(record.going(THIRD_PARTY)).contains("o1");
  }

  // 45 CFR 164.502(b), 164.514(d): the minimum necessary

  @Test
  void saysOfAPatientWhoItIsAndNoMore() throws Exception {
    RecordFixture record =
        new RecordFixture()
            .with(
                "{'address':[{'city':'x'}],'id':'p1','identifier':[{'value':'1'}],'telecom':[],"
                    + "'resourceType':'Patient','name':[{'family':'Made-Up'}],'gender':'female',"
                    + "'generalPractitioner':[{'reference':'Practitioner/a'}],'birthDate':'1970-01-01',"
                    + "'_birthDate':{'id':'x'},'maritalStatus':{'text':'y'}}")
            .with("{'resourceType':'Practitioner','id':'a'}")
            .with("Observation", "o1", "");
    assertThat(record.left("p1", minimumNecessary()))
        .isEqualTo(
            "{'id':'p1','identifier':[{'value':'1'}],'resourceType':'Patient',"
                + "'name':[{'family':'Made-Up'}],'gender':'female','birthDate':'1970-01-01'}");
    assertThat(record.rule("a", minimumNecessary())).isEqualTo(CutRule.NOT_REFERRED_TO);
    assertThat(record.rule("p1", minimumNecessary())).isEqualTo(CutRule.MINIMUM_NECESSARY);
    assertThat(record.going(THIRD_PARTY)).contains("a");
  }

  // 42 CFR 2.12, 2.31: programs for substance use disorders

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'serviceProvider':{'reference':'Organization?identifier=https://facilities.example|program-7'}",
        "'serviceProvider':{'reference':'Organization?identifier=https://facilities.example%7Cprogram-7'}",
        "'serviceProvider':{'identifier':{'value':'program-7','system':'https://facilities.example'}}",
        "'serviceProvider':{'reference':'Organization/o7'}",
        "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'42CFRPart2'}]}"
      })
  void holdsAllWhenAThirdPartyWouldGetSomethingOfAProgram(String properties) throws Exception {
    RecordFixture record =
        record()
            .with("Encounter", "e1", properties)
            .with("Observation", "o1", FRACTURE + "," + IN_E1)
            .with(
                "{'resourceType':'Organization','id':'o7','identifier':[{'value':'program-7',"
                    + "'system':'https://facilities.example'}]}");
    assertThat(record.cut(ALL_OPTED_IN).isHeldForPart2()).isTrue();
    assertThat(record.cut(ALL_OPTED_IN).ledger())
        .filteredOn(line -> line.rule() == CutRule.PART2)
        .extracting(LedgerLine::id)
        .contains("e1", "o1");
    // Where substance use is withheld nothing of it goes, and the rest may.
    assertThat(record.cut(THIRD_PARTY).isHeldForPart2()).isFalse();
    assertThat(record.going(THIRD_PARTY)).containsExactly("p1");
    assertThat(record.cut(INDIVIDUAL).isHeldForPart2()).isFalse();
    assertThat(record.going(INDIVIDUAL)).contains("e1", "o1");
  }

  @Test
  void doesNotTakeAnyProviderForAProgram() throws Exception {
    RecordFixture record =
        record()
            .with(
                "Encounter",
                "e1",
                "'serviceProvider':{'reference':'Organization?identifier=https://facilities.example|program-77'}");
    assertThat(record.cut(ALL_OPTED_IN).isHeldForPart2()).isFalse();
    assertThat(record.going(THIRD_PARTY)).contains("e1");
  }

  private static String label(String code) {
    return "'meta':{'security':[{'code':'"
        + code
        + "','system':'http://terminology.hl7.org/CodeSystem/v3-ActCode'}]}";
  }

  private static String confidentiality(String code) {
    return "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-Confidentiality','code':'"
        + code
        + "'}]}";
  }

  private static String concept(String code) {
    String[] parts = code.split("#");
    String system =
        parts[0].equals("loinc")
            ? "http://loinc.org"
            : "http://terminology.hl7.org/CodeSystem/" + parts[0];
    return "{'coding':[{'system':'" + system + "','code':'" + parts[1] + "'}]}";
  }

  private static String attachment(String type, String data) {
    return "'content':[{'attachment':{'contentType':'" + type + "','data':'" + data + "'}}]";
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
