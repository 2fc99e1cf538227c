package org.openroi.redaction.fhir;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.openroi.event.SensitiveCategory;

/** What a text may not say, as one expression a category; written apart from the cut's lists. */
final class GateWords {
  private static final Map<SensitiveCategory, Pattern> PATTERNS =
      new EnumMap<>(
          Map.of(
              SensitiveCategory.MENTAL_HEALTH,
              words(
                  "depress\\w*|anxiety|anxious|bipolar|schizo\\w*|psycho\\w*|psychiatr\\w*|suicid\\w*"
                      + "|self-?harm|mental (?:health|disorders?|illness(?:es)?)|attention deficit"
                      + "|post-?traumatic|ptsd|adhd|phq-?[29]|gad-?7|patient health questionnaire"
                      + "|eating disorders?|anorexia nervosa|bulimi\\w*|personality disorders?"),
              SensitiveCategory.SUBSTANCE_USE,
              words(
                  "alcohol\\w*|opioid\\w*|overdos\\w*|drug (?:abuse|addiction|dependen\\w*|rehabilitation"
                      + "|detox\\w*)|dependent drug|substance (?:abuse|use)|misuses drugs|addict\\w*"
                      + "|detoxif\\w*|heroin|cocaine|methadone|buprenorphine|naltrexone|naloxone"
                      + "|disulfiram|acamprosate|audit-?c|dast(?:-?10)?|intoxicat\\w*"),
              SensitiveCategory.HIV,
              Pattern.compile(
                  "\\b(?:(?i:hiv|human immunodeficiency|antiretroviral\\w*|cd4)|AIDS)\\b")));

  private GateWords() {}

  static Set<SensitiveCategory> find(CharSequence text) {
    EnumSet<SensitiveCategory> found = EnumSet.noneOf(SensitiveCategory.class);
    PATTERNS.forEach(
        (category, pattern) -> {
          if (pattern.matcher(text).find()) {
            found.add(category);
          }
        });
    return found;
  }

  private static Pattern words(String alternatives) {
    return Pattern.compile("\\b(?:" + alternatives + ")\\b", Pattern.CASE_INSENSITIVE);
  }
}
