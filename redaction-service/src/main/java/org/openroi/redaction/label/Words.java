package org.openroi.redaction.label;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
                  "self-harm*",
                  "mental health",
                  "mental disorder*",
                  "mental illness*",
                  "mentally ill",
                  "attention deficit",
                  "post-traumatic",
                  "ptsd",
                  "adhd",
                  "phq-2",
                  "phq-9",
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
                  "drug abuse*",
                  "drug addict*",
                  "drug dependen*",
                  "dependent drug",
                  "drug rehabilitation",
                  "drug detox*",
                  "substance abuse*",
                  "substance use*",
                  "misuses drugs",
                  "addict*",
                  "detoxif*",
                  "heroin",
                  "cocaine",
                  "methadone",
                  "buprenorphine",
                  "suboxone",
                  "naltrexone",
                  "vivitrol",
                  "naloxone",
                  "narcan",
                  "lofexidine",
                  "disulfiram",
                  "acamprosate",
                  "audit-c",
                  "dast-10",
                  "dast",
                  "intoxicat*"),
              SensitiveCategory.HIV,
              List.of(
                  "hiv",
                  "hiv-1",
                  "hiv-2",
                  "human immunodeficiency",
                  "acquired immunodeficiency",
                  "acquired immune deficiency",
                  "antiretroviral*",
                  "anti-retroviral*",
                  "cd4",
                  "AIDS",
                  "abacavir",
                  "atazanavir",
                  "bictegravir",
                  "cabotegravir",
                  "darunavir",
                  "dolutegravir",
                  "doravirine",
                  "efavirenz",
                  "elvitegravir",
                  "emtricitabine",
                  "etravirine",
                  "lamivudine",
                  "lenacapavir",
                  "lopinavir",
                  "maraviroc",
                  "nevirapine",
                  "raltegravir",
                  "rilpivirine",
                  "tenofovir",
                  "zidovudine",
                  "atripla",
                  "biktarvy",
                  "cabenuva",
                  "descovy",
                  "dovato",
                  "genvoya",
                  "stribild",
                  "triumeq",
                  "truvada")));

  private static final WordAutomaton AUTOMATON = automaton();
  private static final int[] TABLE = AUTOMATON.table();
  private static final byte[] ASCII = ascii();
  private static final int FOUND = (1 << WordAutomaton.SHIFT) - 1;
  private static final int SKIPPED = -1;

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

  /** The categories that a text of any length may mention. */
  public static Set<SensitiveCategory> find(Reader text) throws IOException {
    Search search = new Search();
    char[] buffer = new char[8_192];
    for (int read = text.read(buffer); read >= 0; read = text.read(buffer)) {
      for (int i = 0; i < read; i++) {
        search.accept(buffer[i]);
      }
    }
    return search.found();
  }

  /**
   * A search through a text that comes in pieces, of characters or of UTF-8; a word across two
   * pieces is found. What is invisible (soft hyphens, joiners) hides no word.
   */
  public static final class Search {
    private int state = WordAutomaton.START;
    private int found;
    private int point;
    private int missing;

    public void accept(CharSequence piece) {
      for (int i = 0; i < piece.length(); i++) {
        accept(piece.charAt(i));
      }
    }

    void accept(char c) {
      int charClass = c < ASCII.length ? ASCII[c] : classOf(c);
      if (charClass != SKIPPED) {
        int step = AUTOMATON.step(state, charClass);
        found |= step;
        state = step >>> WordAutomaton.SHIFT;
      }
    }

    /** Takes UTF-8, which may begin and end within a character. */
    public void accept(byte[] utf8, int from, int to) {
      int[] table = TABLE;
      int at = state;
      int all = found;
      for (int i = from; i < to; i++) {
        int b = utf8[i];
        int charClass;
        if (b >= 0) {
          charClass = ASCII[b];
          missing = 0;
        } else {
          charClass = multibyte(b & 0xFF);
          if (charClass == SKIPPED) {
            continue;
          }
        }
        int step = table[at << 6 | charClass];
        all |= step;
        at = step >>> WordAutomaton.SHIFT;
      }
      state = at;
      found = all;
    }

    /**
     * What was found, as bits by the ordinal of the category; the search begins anew, with the next
     * text.
     */
    public int bits() {
      int bits = (found | AUTOMATON.step(state, WordAutomaton.OTHER)) & FOUND;
      state = WordAutomaton.START;
      found = 0;
      missing = 0;
      return bits;
    }

    /** What was found; the search begins anew, with the next text. */
    public Set<SensitiveCategory> found() {
      int bits = bits();
      EnumSet<SensitiveCategory> all = EnumSet.noneOf(SensitiveCategory.class);
      for (SensitiveCategory category : SensitiveCategory.values()) {
        if ((bits & 1 << category.ordinal()) != 0) {
          all.add(category);
        }
      }
      return Collections.unmodifiableSet(all);
    }

    /** The class of a character when its last byte is there. */
    private int multibyte(int b) {
      if (b < 0xC0) {
        if (missing == 0) {
          return WordAutomaton.OTHER;
        }
        point = point << 6 | b & 0x3F;
        return --missing == 0 ? classOf(point) : SKIPPED;
      }
      missing = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
      point = b & (0x3F >> missing);
      return SKIPPED;
    }
  }

  /** The class of a character beyond ASCII: as what it looks like. */
  private static int classOf(int c) {
    if (c >= 0xFF01 && c <= 0xFF5E) {
      return ASCII[c - 0xFEE0];
    }
    if (c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF) {
      return SKIPPED;
    }
    if (Character.isSpaceChar(c) || Character.isWhitespace(c) || c == 0x85) {
      return WordAutomaton.SPACE;
    }
    boolean hyphen = (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE63;
    return hyphen ? WordAutomaton.HYPHEN : WordAutomaton.OTHER;
  }

  private static byte[] ascii() {
    byte[] classes = new byte[128];
    for (int c = 0; c < classes.length; c++) {
      classes[c] = (byte) WordAutomaton.classOf(c);
    }
    return classes;
  }

  private static WordAutomaton automaton() {
    List<WordAutomaton.Entry> entries = new ArrayList<>();
    LISTS.forEach(
        (category, words) ->
            words.forEach(
                word -> entries.add(new WordAutomaton.Entry(word, 1 << category.ordinal()))));
    return WordAutomaton.of(entries);
  }
}
