package org.openroi.redaction.label;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Many words searched for at once: one look-up a character, whatever their number.
 *
 * <p>A word begins after anything that is neither letter nor digit, and ends before it, unless it
 * is a stem. A space in it stands for any run of spaces, or a hyphen; a hyphen for either, or for
 * nothing.
 */
final class WordAutomaton {
  /** Classes of characters, a power of two for the sake of the table. */
  private static final int WIDTH = 64;

  static final int SHIFT = 8;
  private static final int ROW = 6;

  static final int OTHER = 0;
  static final int SPACE = 1;
  static final int HYPHEN = 2;
  private static final int DIGITS = 3;
  private static final int LOWER = 13;
  private static final int UPPER = 39;
  static final int CLASSES = UPPER + 4;

  /** Capitals that are told from small letters: those of the words that are capitals only. */
  private static final String CAPITALS = "ADIS";

  /** By state and class: the next state, above {@link #SHIFT} bits of what was found on the way. */
  private final int[] table;

  private WordAutomaton(int[] table) {
    this.table = table;
  }

  /** A word to search for, as {@link Words} lists it, and the bit that it sets. */
  record Entry(String word, int bit) {}

  static WordAutomaton of(List<Entry> entries) {
    return new Builder(entries).build();
  }

  /** The state before anything was read. */
  static final int START = 0;

  /**
   * One step.
   *
   * @return the next state, shifted by {@link #SHIFT}, and the bits of the words that ended here
   */
  int step(int state, int charClass) {
    return table[state << ROW | charClass];
  }

  int[] table() {
    return table;
  }

  /** The class of an ASCII character. */
  static int classOf(int c) {
    if (c >= '0' && c <= '9') {
      return DIGITS + c - '0';
    }
    if (c >= 'a' && c <= 'z') {
      return LOWER + c - 'a';
    }
    if (c >= 'A' && c <= 'Z') {
      int capital = CAPITALS.indexOf(c);
      return capital < 0 ? LOWER + c - 'A' : UPPER + capital;
    }
    if (c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x1F)) {
      return SPACE;
    }
    return c == '-' ? HYPHEN : OTHER;
  }

  private static boolean isOfWord(int charClass) {
    return charClass >= DIGITS;
  }

  /** What one place of a word lets through. */
  private record Place(BitSet classes, boolean separator) {}

  /** A way to spell a word. */
  private record Spelling(List<Place> places, boolean stem, int bit) {}

  /** The subset construction: a state is the set of places that a text may have reached. */
  private static final class Builder {
    private final List<Spelling> spellings = new ArrayList<>();
    private final List<int[]> positions = new ArrayList<>();
    private final int[] firsts;
    private final Map<BitSet, Integer> numbers = new HashMap<>();
    private final List<BitSet> states = new ArrayList<>();

    Builder(List<Entry> entries) {
      entries.forEach(this::spell);
      firsts = new int[spellings.size()];
      for (int spelling = 0; spelling < firsts.length; spelling++) {
        firsts[spelling] = positions.size();
        for (int at = 0; at <= spellings.get(spelling).places().size(); at++) {
          positions.add(new int[] {spelling, at});
        }
      }
    }

    WordAutomaton build() {
      BitSet start = new BitSet();
      begin(start);
      number(start);
      List<int[]> rows = new ArrayList<>();
      for (int state = 0; state < states.size(); state++) {
        int[] row = new int[WIDTH];
        for (int charClass = 0; charClass < CLASSES; charClass++) {
          row[charClass] = step(states.get(state), charClass);
        }
        rows.add(row);
      }
      int[] table = new int[rows.size() * WIDTH];
      for (int state = 0; state < rows.size(); state++) {
        System.arraycopy(rows.get(state), 0, table, state * WIDTH, WIDTH);
      }
      return new WordAutomaton(table);
    }

    private int step(BitSet from, int charClass) {
      BitSet to = new BitSet();
      int found = 0;
      for (int at = from.nextSetBit(0); at >= 0; at = from.nextSetBit(at + 1)) {
        Spelling spelling = spellings.get(positions.get(at)[0]);
        int place = positions.get(at)[1];
        boolean ended = place == spelling.places().size();
        if (ended && !isOfWord(charClass)) {
          found |= spelling.bit();
        }
        if (!ended && spelling.places().get(place).classes().get(charClass)) {
          to.set(at + 1);
          if (spelling.stem() && place + 1 == spelling.places().size()) {
            found |= spelling.bit();
          }
        }
        if (place > 0 && charClass == SPACE && spelling.places().get(place - 1).separator()) {
          to.set(at);
        }
      }
      if (!isOfWord(charClass)) {
        begin(to);
      }
      return number(to) << SHIFT | found;
    }

    private void begin(BitSet state) {
      for (int first : firsts) {
        state.set(first);
      }
    }

    private int number(BitSet state) {
      Integer known = numbers.get(state);
      if (known != null) {
        return known;
      }
      numbers.put(state, states.size());
      states.add(state);
      return states.size() - 1;
    }

    private void spell(Entry entry) {
      boolean stem = entry.word().endsWith("*");
      String word = stem ? entry.word().substring(0, entry.word().length() - 1) : entry.word();
      boolean capitals = word.chars().noneMatch(c -> c >= 'a' && c <= 'z');
      List<Place> places = new ArrayList<>();
      for (int i = 0; i < word.length(); i++) {
        places.add(place(word.charAt(i), capitals));
      }
      spellings.add(new Spelling(List.copyOf(places), stem, entry.bit()));
      if (word.indexOf('-') >= 0) {
        List<Place> joined = new ArrayList<>(places);
        joined.removeIf(Place::separator);
        spellings.add(new Spelling(List.copyOf(joined), stem, entry.bit()));
      }
    }

    private static Place place(char c, boolean capitals) {
      BitSet classes = new BitSet();
      if (c == ' ' || c == '-') {
        classes.set(SPACE);
        classes.set(HYPHEN);
        return new Place(classes, true);
      }
      classes.set(classOf(c));
      if (!capitals) {
        classes.set(classOf(Character.toUpperCase(c)));
      }
      return new Place(classes, false);
    }
  }
}
