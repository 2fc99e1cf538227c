package org.openroi.redaction.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openroi.event.SensitiveCategory.HIV;
import static org.openroi.event.SensitiveCategory.MENTAL_HEALTH;
import static org.openroi.event.SensitiveCategory.SUBSTANCE_USE;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openroi.event.SensitiveCategory;

class WordsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Depressed mood",
        "major DEPRESSIVE disorder",
        "anxiety",
        "schizoaffective",
        "psychotherapy",
        "suicide attempt",
        "self-harm",
        "self harm",
        "selfharm",
        "mental health",
        "mental-health",
        "attention deficit",
        "posttraumatic",
        "post-traumatic",
        "PHQ-9",
        "PHQ9",
        "phq 2",
        "gad-7",
        "Patient Health Questionnaire",
        "bulimia",
        "Personality disorder"
      })
  void findsWordsOfMentalHealth(String text) {
    assertThat(Words.find(text)).containsExactly(MENTAL_HEALTH);
    assertThat(Words.find("seen for " + text + ".")).containsExactly(MENTAL_HEALTH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alcoholism",
        "Alcohol",
        "opioids",
        "overdose",
        "drug abuse",
        "drug dependency",
        "Dependent drug",
        "misuses drugs",
        "addicted",
        "heroin",
        "naloxone",
        "AUDIT-C",
        "DAST-10",
        "dast",
        "intoxication"
      })
  void findsWordsOfSubstanceUse(String text) {
    assertThat(Words.find(text)).containsExactly(SUBSTANCE_USE);
    assertThat(Words.find("(" + text + ")")).containsExactly(SUBSTANCE_USE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HIV",
        "hiv",
        "HIV-1",
        "HIV1",
        "Human Immunodeficiency virus",
        "antiretroviral",
        "CD4",
        "AIDS",
        "emtricitabine",
        "Biktarvy"
      })
  void findsWordsOfHiv(String text) {
    assertThat(Words.find(text)).containsExactly(HIV);
    assertThat(Words.find("x\n" + text + "\ny")).containsExactly(HIV);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hives",
        "archive",
        "aids in walking",
        "Aids",
        "hearing aids",
        "dasty",
        "breakfast",
        "CD45",
        "undepressed",
        "drug",
        "drugabuse",
        "mental",
        "metropsycho",
        "panheroine"
      })
  void leavesWhatOnlySoundsSo(String text) {
    assertThat(Words.find(text)).isEmpty();
  }

  @Test
  void findsSeveralCategoriesInOneText() {
    assertThat(Words.find("HIV positive; alcohol; depression"))
        .containsExactlyInAnyOrder(HIV, SUBSTANCE_USE, MENTAL_HEALTH);
  }

  @Test
  void isNotMisledByWhatIsInvisibleOrOnlyLooksLikeASpace() {
    assertThat(Words.find("drug\u00a0abuse")).containsExactly(SUBSTANCE_USE);
    assertThat(Words.find("drug \r\n\t abuse")).containsExactly(SUBSTANCE_USE);
    assertThat(Words.find("de\u00adpression")).containsExactly(MENTAL_HEALTH);
    assertThat(Words.find("h\u200biv")).containsExactly(HIV);
    assertThat(Words.find("post\u2011traumatic")).containsExactly(MENTAL_HEALTH);
    assertThat(Words.find("\uff28\uff29\uff36")).containsExactly(HIV);
    assertThat(Words.find("é" + "hiv" + "é")).containsExactly(HIV);
  }

  @Test
  void findsAWordAcrossPiecesOfAnySize() {
    Random random = new Random(7);
    String text = "x ".repeat(20_000) + "de\u00adpression \u00e9 HIV\u00a0" + "y ".repeat(20_000);
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    for (int most : new int[] {1, 2, 3, 7, 100, 100_000}) {
      Words.Search search = new Words.Search();
      for (int at = 0; at < utf8.length; ) {
        int to = Math.min(utf8.length, at + 1 + random.nextInt(most));
        search.accept(utf8, at, to);
        at = to;
      }
      assertThat(search.found()).containsExactlyInAnyOrder(HIV, MENTAL_HEALTH);
    }
  }

  @Test
  void beginsAnewWithTheNextText() {
    Words.Search search = new Words.Search();
    search.accept("hi");
    assertThat(search.found()).isEmpty();
    search.accept("v");
    assertThat(search.found()).isEmpty();
    search.accept("HIV");
    assertThat(search.found()).containsExactly(HIV);
    assertThat(search.found()).isEmpty();
  }

  @Test
  void readsATextOfAnyLength() throws IOException {
    assertThat(Words.find(new StringReader("a".repeat(100_000) + " cocaine")))
        .containsExactly(SUBSTANCE_USE);
  }

  @Test
  void agreesWithRegularExpressionsOnRandomTexts() {
    Map<SensitiveCategory, Pattern> patterns =
        new EnumMap<>(
            Map.of(
                MENTAL_HEALTH,
                expression(
                    "depress[a-z0-9]*|anxiety|self(?:[ -] *)?harm[a-z0-9]*|mental[ -] *health"),
                SUBSTANCE_USE,
                expression("alcohol[a-z0-9]*|drug[ -] *abuse[a-z0-9]*"),
                HIV,
                Pattern.compile("(?<![A-Za-z0-9])(?:(?i:hiv|cd4)|AIDS)(?![A-Za-z0-9])")));
    List<String> parts =
        List.of(
            "depress", "ion", "anxiety", "self", "harm", "mental", "health", "alcohol", "ic",
            "drug", "abuse", "HIV", "hiv", "cd4", "AIDS", "aids", " ", " ", "-", "  ", ".", "x",
            "4", "(");
    long seed = 42;
    Random random = new Random(seed);
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int part = random.nextInt(7); part >= 0; part--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      Set<SensitiveCategory> expected = EnumSet.noneOf(SensitiveCategory.class);
      patterns.forEach(
          (category, pattern) -> {
            if (pattern.matcher(text).find()) {
              expected.add(category);
            }
          });
      assertThat(Words.find(text)).as("seed %d: %s", seed, text).isEqualTo(expected);
    }
  }

  private static Pattern expression(String alternatives) {
    return Pattern.compile(
        "(?<![A-Za-z0-9])(?:" + alternatives + ")(?![A-Za-z0-9])", Pattern.CASE_INSENSITIVE);
  }
}
