package org.openroi.redaction.fhir;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openroi.event.SensitiveCategory;

/**
 * What a text may not say, as one expression; written apart from the cut's lists. Where white space
 * stands, one space is expected.
 */
final class GateWords {
  /** No match is longer, so that a search through a window misses none. */
  static final int LONGEST = 40;

  private static final Pattern SPACE = Pattern.compile("[\\s\\u00A0]+");

  /** In lower case, each beginning with a letter; {@code *} at the end: whatever follows. */
  private static final Map<SensitiveCategory, String> EXPRESSIONS =
      new EnumMap<>(
          Map.of(
              SensitiveCategory.MENTAL_HEALTH,
              "depress*|anxiety|anxious|bipolar|schizo*|psycho*|psychiatr*|suicid*|self[ -]?harm"
                  + "|mental[ -]health|mental[ -]disorder*|mental[ -]illness*"
                  + "|attention[ -]deficit|post[ -]?traumatic|ptsd|adhd|phq[ -]?[29]|gad[ -]?7"
                  + "|patient[ -]health[ -]questionnaire|eating[ -]disorder*"
                  + "|anorexia[ -]nervosa|bulimi*|personality[ -]disorder*",
              SensitiveCategory.SUBSTANCE_USE,
              "alcohol*|opioid*|overdos*|drug[ -]abuse|drug[ -]addiction|drug[ -]dependen*"
                  + "|dependent[ -]drug|drug[ -]rehabilitation|drug[ -]detox*|substance[ -]abuse"
                  + "|substance[ -]use|misuses[ -]drugs|addict*|detoxif*|heroin|cocaine|methadone"
                  + "|buprenorphine|naltrexone|naloxone|disulfiram|acamprosate|audit[ -]?c"
                  + "|dast|dast[ -]?10|intoxicat*",
              SensitiveCategory.HIV,
              "hiv|human[ -]immunodeficiency|antiretroviral*|cd4"));

  /** The syndrome, which in small letters is a verb. */
  private static final String SYNDROME = "\\bAIDS\\b";

  private final Pattern pattern;

  private GateWords(Pattern pattern) {
    this.pattern = pattern;
  }

  /** The words of these categories. */
  static GateWords of(Set<SensitiveCategory> categories) {
    Map<Character, List<String>> byLetter = new TreeMap<>();
    for (SensitiveCategory category : categories) {
      for (String word : EXPRESSIONS.getOrDefault(category, "").split("\\|")) {
        if (!word.isEmpty()) {
          byLetter
              .computeIfAbsent(word.charAt(0), any -> new ArrayList<>())
              .add(word.endsWith("*") ? word.substring(1, word.length() - 1) : rest(word));
        }
      }
    }
    String words =
        byLetter.entrySet().stream()
            .map(each -> each.getKey() + "(?:" + String.join("|", each.getValue()) + ")")
            .collect(Collectors.joining("|", "\\b(?i:", ")"));
    if (byLetter.isEmpty()) {
      return new GateWords(Pattern.compile("(?!)"));
    }
    boolean syndrome = categories.contains(SensitiveCategory.HIV);
    return new GateWords(Pattern.compile(syndrome ? words + "|" + SYNDROME : words));
  }

  private static String rest(String word) {
    return word.substring(1) + "\\b";
  }

  /** Whether a whole text says one of them. */
  boolean areIn(CharSequence text) {
    return pattern.matcher(SPACE.matcher(text).replaceAll(" ")).find();
  }

  /**
   * Whether a piece of a text says one of them.
   *
   * @param isStart whether the text begins here; else the first character is known only as the
   *     neighbour of the next
   * @param isEnd whether the text ends here; else the last character is known only as the neighbour
   *     of the one before
   */
  boolean areIn(CharSequence piece, boolean isStart, boolean isEnd) {
    Matcher matcher = pattern.matcher(piece);
    while (matcher.find()) {
      boolean known = (isStart || matcher.start() > 0) && (isEnd || matcher.end() < piece.length());
      if (known) {
        return true;
      }
    }
    return false;
  }
}
