package org.openroi.systemtests.scan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openroi.event.SensitiveCategory;

/**
 * Which codes and which words speak of which category, by a list of this package's own: made by
 * reading the displays of the pinned corpus, and the classifications' chapters.
 */
final class Sensitive {
  private static final String CODES = "codes.tsv";

  private static final Map<SensitiveCategory, List<String>> WORDS =
      Map.of(
          SensitiveCategory.MENTAL_HEALTH,
          List.of(
              "depress*",
              "anxiety",
              "anxious",
              "bipolar",
              "schizo*",
              "psycho*",
              "psychiatr*",
              "suicid*",
              "self-harm",
              "mental health",
              "mental disorder",
              "mental illness",
              "attention deficit",
              "post-traumatic",
              "posttraumatic",
              "ptsd",
              "adhd",
              "phq-2",
              "phq-9",
              "phq2",
              "phq9",
              "gad-7",
              "patient health questionnaire",
              "eating disorder",
              "anorexia nervosa",
              "bulimi*",
              "personality disorder"),
          SensitiveCategory.SUBSTANCE_USE,
          List.of(
              "alcohol*",
              "opioid*",
              "overdos*",
              "drug abuse",
              "drug addiction",
              "drug dependen*",
              "dependent drug",
              "drug rehabilitation",
              "drug detox*",
              "substance abuse",
              "substance use",
              "misuses drugs",
              "addict*",
              "detoxif*",
              "heroin",
              "cocaine",
              "methadone",
              "buprenorphine",
              "naltrexone",
              "naloxone",
              "disulfiram",
              "acamprosate",
              "audit-c",
              "dast-10",
              "dast",
              "intoxicat*"),
          SensitiveCategory.HIV,
          List.of("hiv", "human immunodeficiency", "antiretroviral*", "cd4"));

  private static final Map<SensitiveCategory, Pattern> PATTERNS = patterns();
  private static final Pattern AIDS = Pattern.compile("(?<![\\p{L}\\p{N}])AIDS(?![\\p{L}\\p{N}])");

  private final Map<String, SensitiveCategory> exact = new HashMap<>();
  private final Map<String, Map<String, SensitiveCategory>> prefixes = new HashMap<>();

  private Sensitive() {}

  /** The list of this package. */
  static Sensitive own() {
    Sensitive list = new Sensitive();
    try (InputStream file = Objects.requireNonNull(Sensitive.class.getResourceAsStream(CODES));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .forEach(line -> list.add(line[0], line[1], SensitiveCategory.valueOf(line[2])));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return list;
  }

  private void add(String system, String code, SensitiveCategory category) {
    if (code.endsWith("*")) {
      prefixes
          .computeIfAbsent(system, unknown -> new HashMap<>())
          .put(code.substring(0, code.length() - 1), category);
    } else {
      exact.put(system + "|" + code, category);
    }
  }

  /** What a coding speaks of. */
  Set<SensitiveCategory> ofCode(String system, String code) {
    String name = system(system.strip());
    String stripped = code.strip();
    Set<SensitiveCategory> found = EnumSet.noneOf(SensitiveCategory.class);
    SensitiveCategory one = exact.get(name + "|" + stripped);
    if (one != null) {
      found.add(one);
    }
    prefixes
        .getOrDefault(name, Map.of())
        .forEach(
            (prefix, category) -> {
              if (stripped.startsWith(prefix)) {
                found.add(category);
              }
            });
    return found;
  }

  /** What a text speaks of. */
  static Set<SensitiveCategory> ofText(String text) {
    Set<SensitiveCategory> found = EnumSet.noneOf(SensitiveCategory.class);
    PATTERNS.forEach(
        (category, pattern) -> {
          if (pattern.matcher(text).find()) {
            found.add(category);
          }
        });
    if (AIDS.matcher(text).find()) {
      found.add(SensitiveCategory.HIV);
    }
    return found;
  }

  private static String system(String system) {
    return switch (system.toLowerCase(Locale.ROOT).replaceFirst("^urn:oid:", "")) {
      case "http://snomed.info/sct", "2.16.840.1.113883.6.96" -> "sct";
      case "http://loinc.org", "2.16.840.1.113883.6.1" -> "loinc";
      case "http://www.nlm.nih.gov/research/umls/rxnorm", "2.16.840.1.113883.6.88" -> "rxnorm";
      case "http://hl7.org/fhir/sid/icd-10-cm",
          "http://hl7.org/fhir/sid/icd-10",
          "2.16.840.1.113883.6.90",
          "2.16.840.1.113883.6.3" ->
          "icd10";
      case "http://hl7.org/fhir/sid/icd-9-cm", "2.16.840.1.113883.6.103" -> "icd9";
      default -> system;
    };
  }

  private static Map<SensitiveCategory, Pattern> patterns() {
    Map<SensitiveCategory, Pattern> patterns = new EnumMap<>(SensitiveCategory.class);
    WORDS.forEach(
        (category, words) ->
            patterns.put(
                category,
                Pattern.compile(
                    words.stream()
                        .flatMap(Sensitive::expression)
                        .collect(Collectors.joining("|", "(?<![\\p{L}\\p{N}])(?:", ")")),
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)));
    return patterns;
  }

  private static Stream<String> expression(String word) {
    boolean isPrefix = word.endsWith("*");
    String spelled =
        Stream.of((isPrefix ? word.substring(0, word.length() - 1) : word).split(" "))
            .map(Pattern::quote)
            .collect(Collectors.joining("\\s+"));
    return Stream.of(isPrefix ? spelled : spelled + "(?![\\p{L}\\p{N}])");
  }
}
