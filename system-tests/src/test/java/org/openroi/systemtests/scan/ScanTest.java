package org.openroi.systemtests.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.openroi.event.RecordType;
import org.openroi.systemtests.scan.Oracle.Expected;

/** A scan that never found anything is not evidence: each kind of slip is made here, and found. */
class ScanTest {
  private static final Allowance TREATMENT = Allowance.thirdParty(RecordType.ENTIRE_RECORD);

  @Test
  void findsNothingInAGoodPackage() {
    assertThat(findings(TREATMENT, page -> {})).isEmpty();
    assertThat(findings(TREATMENT.atMinimum(), page -> {})).isEmpty();
    assertThat(findings(Allowance.ownCopy(), page -> {})).isEmpty();
  }

  @Test
  void findsWhatHadToBeThere() {
    assertThat(findings(TREATMENT, page -> entries(page).remove(4)))
        .containsExactly(
            "missing: Observation/cough-o", "not in the source's bytes: Observation/cough-o");
  }

  @Test
  void findsWhatHadToBeLeftOutByItsCodeItsNameAndTheOracle() {
    assertThat(
            findings(
                TREATMENT, page -> entries(page).add(new RecordFixture().bundle.at("/entry/6"))))
        .contains(
            "too much: Condition/low-c",
            "was to be left out: Condition/low-c",
            "a code of what is withheld: Condition/low-c",
            "names what was left out: Condition/low-c");
  }

  @Test
  void findsAWordANarrativeAndAChangedValue() {
    assertThat(findings(TREATMENT, page -> resource(page, 3).put("note", "anxious")))
        .contains("a word of what is withheld: Condition/cough-c under note");
    assertThat(
            findings(TREATMENT, page -> resource(page, 0).putObject("text").put("div", "<div/>")))
        .contains("narrative: Patient/ann", "differs: Patient/ann in [resource.text+]");
    assertThat(
            findings(
                TREATMENT,
                page ->
                    ((ObjectNode) page.at("/entry/4/resource/valueQuantity")).put("value", 13.5)))
        .contains("not in the source's bytes: Observation/cough-o");
  }

  @Test
  void findsADayOutside() {
    Allowance may = TREATMENT.within(LocalDate.of(2021, 5, 1), LocalDate.of(2021, 5, 31));

    assertThat(findings(may, page -> {})).isEmpty();
    assertThat(
            findings(
                may, page -> resource(page, 3).put("note", "seen again on 2021-06-07, no word")))
        .contains("a day outside: Condition/cough-c under note");
  }

  @Test
  void findsMoreThanTheMinimum() {
    assertThat(
            findings(
                TREATMENT.atMinimum(), page -> resource(page, 0).putArray("address").addObject()))
        .contains("more than the minimum: Patient/ann with address");
  }

  @Test
  void findsADocumentTooManyAndAnotherOrder() {
    RecordFixture record = new RecordFixture();
    Expected expected = Oracle.expected(List.of(record.bytes()), List.of(), Set.of(), TREATMENT);
    List<byte[]> pages = List.of(RecordFixture.bytes(expected.pages().getFirst()));

    assertThat(
            Scan.findings(
                TREATMENT, expected, List.of(record.bytes()), pages, List.of(new byte[] {1})))
        .containsExactly("1 documents where just 0 belong");
    assertThat(findings(TREATMENT, page -> entries(page).add(entries(page).remove(1))))
        .contains("another order");
  }

  private static List<String> findings(Allowance allowance, Consumer<ObjectNode> damage) {
    RecordFixture record = new RecordFixture();
    Expected expected = Oracle.expected(List.of(record.bytes()), List.of(), Set.of(), allowance);
    ObjectNode page = expected.pages().getFirst().deepCopy();
    damage.accept(page);
    return Scan.findings(
        allowance,
        expected,
        List.of(record.bytes()),
        List.of(RecordFixture.bytes(page)),
        List.of());
  }

  private static ArrayNode entries(ObjectNode page) {
    return (ArrayNode) page.get("entry");
  }

  private static ObjectNode resource(ObjectNode page, int at) {
    return (ObjectNode) page.at("/entry/" + at + "/resource");
  }
}
