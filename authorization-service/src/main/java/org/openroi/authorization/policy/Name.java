package org.openroi.authorization.policy;

import java.text.Normalizer;

/**
 * The name of a person or an organization as a form writes it. Two names are the same when their
 * letters and digits are, whatever their case, spaces and punctuation.
 *
 * <p>Cannot print itself: it may be a natural person's.
 */
public record Name(String text) {
  public Name {
    text = Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  /** Whether it names anybody: punctuation alone does not. */
  boolean isPresent() {
    return text.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  /** Whether both have the same letters and digits, at least one of them. */
  boolean is(String other) {
    int i = 0;
    int j = 0;
    boolean any = false;
    while (true) {
      i = nextLetter(text, i);
      j = nextLetter(other, j);
      if (i == text.length() || j == other.length()) {
        return any && i == text.length() && j == other.length();
      }
      int mine = text.codePointAt(i);
      int theirs = other.codePointAt(j);
      if (folded(mine) != folded(theirs)) {
        return false;
      }
      any = true;
      i += Character.charCount(mine);
      j += Character.charCount(theirs);
    }
  }

  private static int nextLetter(String text, int from) {
    int at = from;
    while (at < text.length() && !Character.isLetterOrDigit(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  private static int folded(int letter) {
    return Character.toLowerCase(Character.toUpperCase(letter));
  }

  @Override
  public String toString() {
    return "Name[masked]";
  }
}
