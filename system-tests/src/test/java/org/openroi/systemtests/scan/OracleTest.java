package org.openroi.systemtests.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openroi.event.RecordType;
import org.openroi.systemtests.scan.Oracle.Expected;

class OracleTest {
  private static final Allowance TREATMENT = Allowance.thirdParty(RecordType.ENTIRE_RECORD);
  private static final LocalDate MAY = LocalDate.of(2021, 5, 1);
  private static final byte[] DOCUMENT = "<ClinicalDocument/>".getBytes(StandardCharsets.UTF_8);

  @Test
  void theIndividualGetsAllOfItAsItIs() {
    RecordFixture record = new RecordFixture();

    assertThat(expected(record, Allowance.ownCopy()).pages()).containsExactly(record.bundle);
  }

  @Test
  void theWholeContextOfASensitiveProblemStaysAndItsDoctorToo() {
    assertThat(ids(new RecordFixture(), TREATMENT))
        .containsExactly("ann", "dr-a", "cough", "cough-c", "cough-o");
  }

  @Test
  void allOfItGoesWhereEveryCategoryIsOpenedButNoNarrative() {
    JsonNode page = expected(new RecordFixture(), TREATMENT.withEveryCategory()).pages().getFirst();

    assertThat(page.path("entry")).hasSize(9);
    assertThat(page.at("/entry/0/resource").has("text")).isFalse();
  }

  @Test
  void wordsAndLabelsSpeakAsCodesDo() {
    RecordFixture record = new RecordFixture();
    record.add(
        "{'resourceType': 'Procedure', 'id': 'p', 'code': {'text': 'Counseling about Alcohol'}}");
    record.add(
        """
        {'resourceType': 'Observation', 'id': 'h', 'meta': {'security': [
          {'system': 'http://terminology.hl7.org/CodeSystem/v3-ActCode', 'code': 'HIV'}]}}
        """);
    record.add("{'resourceType': 'Observation', 'id': 'aids', 'code': {'text': 'Hearing aids'}}");

    assertThat(ids(record, TREATMENT)).doesNotContain("p", "h").contains("aids");
  }

  @Test
  void whatIsRestrictedAndDoesNotSayWhyIsForThePatientOnly() {
    RecordFixture record = new RecordFixture();
    record.add(
        """
        {'resourceType': 'Observation', 'id': 'r', 'meta': {'security': [
          {'system': 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', 'code': 'R'}]}}
        """);

    assertThat(ids(record, TREATMENT.withEveryCategory())).doesNotContain("r");
    assertThat(ids(record, Allowance.ownCopy())).contains("r");
  }

  @Test
  void notesOfAPsychotherapistGoToNobody() {
    RecordFixture record = new RecordFixture();
    record.add(
        """
        {'resourceType': 'Observation', 'id': 'n', 'meta': {'security': [
          {'system': 'http://terminology.hl7.org/CodeSystem/v3-ActCode', 'code': 'PSYTHPN'}]}}
        """);

    assertThat(ids(record, Allowance.ownCopy())).doesNotContain("n");
  }

  @Test
  void whatComesFromAPart2ProgramHoldsAllOfIt() {
    RecordFixture record = new RecordFixture();
    record.add(
        """
        {'resourceType': 'Encounter', 'id': 'e', 'serviceProvider': {'reference': 'Organization?identifier=urn:x|program-1'}}
        """);
    record.laboratory("e-o", "e", "2021-05-03");

    assertThat(expected(record, TREATMENT.withEveryCategory(), "program-1").isHeld()).isTrue();
    assertThat(expected(record, TREATMENT.withEveryCategory()).isHeld()).isFalse();
    assertThat(expected(record, TREATMENT, "program-1").isHeld()).isFalse();
    assertThat(expected(record, Allowance.ownCopy(), "program-1").isHeld()).isFalse();
  }

  @Test
  void everyDateMustLieWithin() {
    Allowance may = TREATMENT.withEveryCategory().within(MAY, MAY.plusDays(30));
    RecordFixture record = new RecordFixture();
    record.add(
        """
        {'resourceType': 'Observation', 'id': 'two', 'effectiveDateTime': '2021-05-03', 'issued': '2021-06-01T00:00:00Z'}
        """);
    record.add(
        "{'resourceType': 'Procedure', 'id': 'undated', 'encounter': {'reference': 'Encounter/cough'}}");
    record.add("{'resourceType': 'Procedure', 'id': 'adrift'}");
    record.add("{'resourceType': 'Procedure', 'id': 'month', 'performedDateTime': '2021-05'}");
    record.add("{'resourceType': 'Procedure', 'id': 'year', 'performedPeriod': {'start': '2021'}}");

    assertThat(ids(record, may))
        .containsExactly("ann", "dr-a", "cough", "cough-c", "cough-o", "undated", "month");
    assertThat(expected(record, may).pages().getFirst().has("timestamp")).isFalse();
  }

  @Test
  void onlyTheKindsAskedForGo() {
    assertThat(ids(new RecordFixture(), Allowance.thirdParty(RecordType.LABORATORY_REPORT)))
        .containsExactly("ann", "cough-o");
    assertThat(ids(new RecordFixture(), TREATMENT.withEveryCategory().of("low")))
        .containsExactly("ann", "dr-b", "low", "low-c", "low-o");
  }

  @Test
  void whatRefersToWhatDoesNotGoLosesTheReference() {
    RecordFixture record = new RecordFixture();
    record.add(
        """
        {'resourceType': 'Provenance', 'id': 'v', 'recorded': '2021-06-07',
         'target': [{'reference': 'Condition/cough-c'}, {'reference': 'urn:uuid:low-c'}, {'reference': 'Device/elsewhere'}],
         'agent': [{'who': {'reference': 'Practitioner/dr-b'}}],
         'entity': [{'what': {'reference': 'Observation/low-o'}, 'role': 'source'}]}
        """);
    JsonNode page = expected(record, TREATMENT).pages().getFirst();
    JsonNode provenance = page.at("/entry/6/resource");

    assertThat(provenance.path("target")).hasSize(2);
    assertThat(provenance.has("entity")).as("emptied").isFalse();
    assertThat(provenance.path("agent")).as("who is named goes along").hasSize(1);
    JsonNode observation =
        expected(new RecordFixture(), Allowance.thirdParty(RecordType.LABORATORY_REPORT))
            .pages()
            .getFirst()
            .at("/entry/1/resource");
    assertThat(observation.has("encounter")).isFalse();
    assertThat(observation.has("subject")).isTrue();
  }

  @Test
  void aDocumentGoesOnlyFromARecordThatSaysNothing() {
    RecordFixture sensitive = new RecordFixture().note("n", "text/plain", "a cough");
    RecordFixture plain =
        new RecordFixture()
            .without("low-c")
            .note("n", "text/plain; charset=utf-8", "a cough")
            .note("w", "text/plain", "feels depressed")
            .note("pdf", "application/pdf", "a cough");

    assertThat(ids(sensitive, TREATMENT)).doesNotContain("n");
    assertThat(ids(plain, TREATMENT)).contains("n").doesNotContain("w", "pdf");
    assertThat(ids(plain, TREATMENT.withEveryCategory())).contains("n", "w", "pdf");
    assertThat(ids(sensitive, Allowance.ownCopy())).contains("n");
  }

  @Test
  void aClinicalDocumentGoesWholeOrNot() {
    RecordFixture plain = new RecordFixture().without("low-c");

    assertThat(expected(plain, TREATMENT).documents()).hasSize(1);
    assertThat(expected(new RecordFixture(), TREATMENT).documents()).isEmpty();
    assertThat(expected(plain, TREATMENT.atMinimum()).documents()).isEmpty();
    assertThat(expected(plain, TREATMENT.within(MAY, null)).documents()).isEmpty();
    assertThat(expected(new RecordFixture(), Allowance.ownCopy()).documents()).hasSize(1);
  }

  @Test
  void theMinimumOfAPatientIsWhoItIs() {
    JsonNode patient =
        expected(new RecordFixture(), TREATMENT.atMinimum())
            .pages()
            .getFirst()
            .at("/entry/0/resource");

    assertThat(patient.propertyStream().map(java.util.Map.Entry::getKey))
        .containsExactly("resourceType", "id", "identifier", "name", "gender", "birthDate");
  }

  private static Expected expected(RecordFixture record, Allowance allowance, String... programs) {
    return Oracle.expected(List.of(record.bytes()), List.of(DOCUMENT), Set.of(programs), allowance);
  }

  private static List<String> ids(RecordFixture record, Allowance allowance) {
    return Json.elements(expected(record, allowance).pages().getFirst().path("entry"))
        .map(entry -> entry.path("resource").path("id").asText())
        .toList();
  }
}
