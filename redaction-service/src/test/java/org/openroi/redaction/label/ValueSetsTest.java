package org.openroi.redaction.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openroi.event.SensitiveCategory.HIV;
import static org.openroi.event.SensitiveCategory.MENTAL_HEALTH;
import static org.openroi.event.SensitiveCategory.SUBSTANCE_USE;

import java.io.StringReader;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openroi.event.SensitiveCategory;

/**
 * The core pack, by the defects that were found in the public seeds of such value sets: each is a
 * fixture here, so that none comes back.
 */
class ValueSetsTest {
  private static final String ICD_10 = "http://hl7.org/fhir/sid/icd-10-cm";
  private static final String ICD_9 = "http://hl7.org/fhir/sid/icd-9-cm";
  private static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
  private static final String LOINC = "http://loinc.org";
  private static final String CPT = "http://www.ama-assn.org/go/cpt";
  private static final String HCPCS = "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets";

  private final ValueSets core = ValueSets.of(List.of(ValueSets.core()));

  @ParameterizedTest
  @CsvSource({
    // D1, sedatives: no F13 in the seed; D10: other psychoactive substances are substance use
    "F13.20,SUBSTANCE_USE",
    "F19.20,SUBSTANCE_USE",
    // D8: filed under inhalants, are others
    "F18.10,SUBSTANCE_USE",
    "F19.21,SUBSTANCE_USE",
    // D2, HIV: no ICD-10-CM at all in the seed
    "B20,HIV",
    "Z21,HIV",
    "B97.35,HIV",
    "O98.711,HIV",
    "R75,HIV",
    "Z20.6,HIV",
    "Z11.4,HIV",
    "Z71.7,HIV",
    "Z83.0,HIV",
    "Z29.81,HIV",
    // D11: codes that came later than an enumeration
    "F10.11,SUBSTANCE_USE",
    "F10.130,SUBSTANCE_USE",
    "F11.11,SUBSTANCE_USE",
    "F32.A,MENTAL_HEALTH",
    "F32.9,MENTAL_HEALTH",
    "F33.1,MENTAL_HEALTH",
    "F11.20,SUBSTANCE_USE",
    "T40.1X1A,SUBSTANCE_USE",
    "K70.30,SUBSTANCE_USE",
    "Z91.51,MENTAL_HEALTH",
    "R45.851,MENTAL_HEALTH",
    "X78.9XXA,MENTAL_HEALTH",
    "T14.91XA,MENTAL_HEALTH",
    "F84.0,MENTAL_HEALTH"
  })
  void knowsIcd10(String code, SensitiveCategory category) {
    assertThat(core.categories(ICD_10, code)).containsExactly(category);
  }

  @ParameterizedTest
  @CsvSource({
    // D6: other long-term drug therapy
    "Z79.899",
    // D7: filed under alcohol
    "P04.9",
    "R23.2",
    // D8: tobacco is not substance use
    "F17.200",
    "F17.210",
    // D9: filed under mental health
    "D69.2",
    "N52.1",
    "R37",
    "N94.1",
    // categories that this stage does not tell apart
    "Z33.2",
    "T74.11XA",
    "O02.1",
    "I10",
    "E11.9"
  })
  void leavesOtherIcd10Alone(String code) {
    assertThat(core.categories(ICD_10, code)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "042,HIV",
    "V08,HIV",
    "795.71,HIV",
    "079.53,HIV",
    "291.0,SUBSTANCE_USE",
    "303.90,SUBSTANCE_USE",
    "304.00,SUBSTANCE_USE",
    "305.00,SUBSTANCE_USE",
    "305.20,SUBSTANCE_USE",
    "296.30,MENTAL_HEALTH",
    "300.02,MENTAL_HEALTH",
    "319,MENTAL_HEALTH"
  })
  void knowsIcd9(String code, SensitiveCategory category) {
    assertThat(core.categories(ICD_9, code)).containsExactly(category);
  }

  @Test
  void leavesTobaccoOfIcd9Alone() {
    assertThat(core.categories(ICD_9, "305.1")).isEmpty();
  }

  /** D3: the seed's HIV drugs were an antiviral against herpes; D4, D5: bupropion as a drug. */
  @Test
  void knowsDrugsByTheirIngredients() {
    assertThat(core.categories(RXNORM, "281")).isEmpty();
    assertThat(core.categories(RXNORM, "152535")).isEmpty();
    assertThat(core.categories(RXNORM, "42347")).isEmpty();
    assertThat(core.categories(RXNORM, "581646")).isEmpty();
    for (String antiretroviral :
        List.of("11413", "68244", "190521", "195085", "343047", "1433868", "1747692")) {
      assertThat(core.categories(RXNORM, antiretroviral)).containsExactly(HIV);
    }
    assertThat(core.categories(RXNORM, "6813")).containsExactly(SUBSTANCE_USE);
  }

  /** D12: parts of LOINC are no tests. */
  @Test
  void holdsNoPartsOfLoinc() {
    assertThat(ValueSets.entries(new StringReader(ValueSets.core())))
        .noneMatch(entry -> entry.system().equals("loinc") && entry.code().startsWith("LP"));
  }

  @ParameterizedTest
  @CsvSource({
    LOINC + ",44249-1,MENTAL_HEALTH",
    LOINC + ",89204-2,MENTAL_HEALTH",
    LOINC + ",69737-5,MENTAL_HEALTH",
    LOINC + ",75626-2,SUBSTANCE_USE",
    LOINC + ",80203-3,HIV",
    CPT + ",90837,MENTAL_HEALTH",
    CPT + ",96127,MENTAL_HEALTH",
    CPT + ",86701,HIV",
    CPT + ",87536,HIV",
    CPT + ",3292F,HIV",
    CPT + ",99408,SUBSTANCE_USE",
    CPT + ",4306F,SUBSTANCE_USE",
    HCPCS + ",G0432,HIV",
    HCPCS + ",H0031,MENTAL_HEALTH",
    HCPCS + ",H0020,SUBSTANCE_USE",
    HCPCS + ",S9475,SUBSTANCE_USE"
  })
  void knowsTestsAndServices(String system, String code, SensitiveCategory category) {
    assertThat(core.categories(system, code)).contains(category);
  }

  /** D14: stray spaces; D15: ICD-10 and ICD-10-CM are named by one for the other. */
  @ParameterizedTest
  @CsvSource({
    "http://hl7.org/fhir/sid/icd-10-cm",
    "http://hl7.org/fhir/sid/icd-10",
    "HTTP://HL7.org/fhir/sid/ICD-10-CM",
    "http://hl7.org/fhir/sid/icd-10-cm/",
    "2.16.840.1.113883.6.90",
    "urn:oid:2.16.840.1.113883.6.90",
    "urn:oid:2.16.840.1.113883.6.3"
  })
  void knowsASystemByAnyOfItsNames(String system) {
    for (String code : List.of("B20", " B20 ", "b20", "B20\t")) {
      assertThat(core.categories(" " + system + " ", code)).containsExactly(HIV);
    }
    assertThat(core.categories(system, "F1020")).containsExactly(SUBSTANCE_USE);
  }

  @Test
  void saysNothingOfASystemThatItDoesNotKnow() {
    assertThat(core.categories("http://codes.example/own", "B20")).isEmpty();
    assertThat(core.categories("", "B20")).isEmpty();
    assertThat(core.categories(ICD_10, "")).isEmpty();
  }

  /** D16, D17: labels that are none. A pack with one is refused, and with it the start. */
  @Test
  void refusesAPackThatIsNone() {
    for (String line :
        List.of(
            "icd-10-cm,B20,BHDS",
            "icd-10-cm,B20",
            "unknown,B20,HIV",
            "icd-10-cm,,HIV",
            "icd-10-cm,*,HIV",
            "icd-10-cm,B20,HIV,more")) {
      assertThatThrownBy(() -> ValueSets.of(List.of(line)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void joinsPacks() {
    ValueSets joined =
        ValueSets.of(
            List.of(
                ValueSets.core(),
                "# own\n snomed , 86406008 , HIV # remark\n\nsnomed,864*,MENTAL_HEALTH"));
    assertThat(joined.categories("http://snomed.info/sct", "86406008"))
        .isEqualTo(Set.of(HIV, MENTAL_HEALTH));
    assertThat(joined.categories(ICD_10, "B20")).containsExactly(HIV);
  }

  /**
   * CPT is the AMA's and SNOMED CT needs a licence: the core pack is numbers, and none of SNOMED.
   */
  @Test
  void shipsNumbersOnlyAndNoSnomed() {
    assertThat(ValueSets.entries(new StringReader(ValueSets.core())))
        .hasSizeGreaterThan(200)
        .noneMatch(entry -> entry.system().equals("snomed"))
        .allMatch(entry -> entry.code().matches("[A-Z0-9.-]{1,10}"))
        .doesNotHaveDuplicates();
  }
}
