package org.openroi.redaction.label;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openroi.event.SensitiveCategory;

/**
 * Words by which a sensitive category may be mentioned. They find what a text says of it, and
 * things that only sound so: where text is searched, too much is withheld rather than too little.
 */
public final class Words {
  /** {@code *} at the end: all words that start so. In capitals: in capitals only. */
  private static final Map<SensitiveCategory, List<String>> LISTS =
      new EnumMap<>(
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
                  "mental disorder*",
                  "mental illness*",
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
                  "eating disorder*",
                  "anorexia nervosa",
                  "bulimi*",
                  "personality disorder*"),
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
              List.of("hiv", "human immunodeficiency", "antiretroviral*", "cd4", "AIDS")));

  private static final Pattern ANY = pattern();
  private static final SensitiveCategory[] GROUPS =
      LISTS.keySet().toArray(SensitiveCategory[]::new);

  /** Longer than any word of the lists. */
  private static final int OVERLAP = 64;

  private static final int WINDOW = 8_192;

  private Words() {}

  /** The words, as data, for the version of what was searched for. */
  public static byte[] asBytes() {
    return LISTS.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The categories that a text may mention. */
  public static Set<SensitiveCategory> find(CharSequence text) {
    Search search = new Search();
    search.accept(text);
    return search.found();
  }

  /** A search through a text that comes in pieces; a word across two pieces is found. */
  public static final class Search {
    private final EnumSet<SensitiveCategory> found = EnumSet.noneOf(SensitiveCategory.class);
    private final StringBuilder window = new StringBuilder();

    public void accept(CharSequence piece) {
      for (int i = 0; i < piece.length(); i++) {
        char c = piece.charAt(i);
        // Any run of white space is one space, so that a line end within a phrase hides nothing.
        if (Character.isWhitespace(c) || c == '\u00A0') {
          if (!window.isEmpty() && window.charAt(window.length() - 1) != ' ') {
            window.append(' ');
          }
        } else {
          window.append(c);
        }
        if (window.length() >= WINDOW) {
          look();
          window.delete(0, window.length() - OVERLAP);
        }
      }
    }

    /** What was found; the search begins anew. */
    public Set<SensitiveCategory> found() {
      look();
      window.setLength(0);
      Set<SensitiveCategory> all = found.isEmpty() ? Set.of() : Set.copyOf(found);
      found.clear();
      return all;
    }

    private void look() {
      if (window.isEmpty() || found.size() == GROUPS.length) {
        return;
      }
      Matcher matcher = ANY.matcher(window);
      while (matcher.find()) {
        for (int group = 0; group < GROUPS.length; group++) {
          if (matcher.start(group + 1) >= 0) {
            found.add(GROUPS[group]);
          }
        }
      }
    }
  }

  private static Pattern pattern() {
    return Pattern.compile(
        LISTS.values().stream()
            .map(
                words ->
                    words.stream()
                        .map(Words::expression)
                        .collect(Collectors.joining("|", "(", ")")))
            .collect(Collectors.joining("|", "(?<![A-Za-z0-9])(?:", ")")));
  }

  private static String expression(String word) {
    boolean stem = word.endsWith("*");
    String plain = stem ? word.substring(0, word.length() - 1) : word;
    boolean capitals = plain.equals(plain.toUpperCase(Locale.ROOT));
    // Letters, digits, spaces and hyphens: nothing in it means more to a regular expression.
    String spaced = plain.replaceAll("[ -]", plain.indexOf('-') < 0 ? "[ -]" : "[- ]?");
    return (capitals ? "" : "(?i:")
        + spaced
        + (stem ? "" : "(?![A-Za-z0-9])")
        + (capitals ? "" : ")");
  }
}
