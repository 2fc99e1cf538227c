package org.openroi.event;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a field must hold. A failed check names the field and never quotes the value. */
final class Checks {
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern COMPACT_JWE = Pattern.compile("[\\w-]+(?:\\.[\\w-]*){4}");

  private static final long MAX_NUMBER = (1L << 53) - 1;

  private Checks() {}

  static <T> T present(String field, @Nullable T value) {
    if (value == null) {
      throw new InvalidField(field);
    }
    return value;
  }

  /** A short code without spaces: 1 to 64 of letters, digits, dot, underscore, hyphen. */
  static String code(String field, @Nullable String value) {
    if (value == null || !CODE.matcher(value).matches()) {
      throw new InvalidField(field);
    }
    return value;
  }

  static String sha256(String field, @Nullable String value) {
    if (value == null || !SHA_256.matcher(value).matches()) {
      throw new InvalidField(field);
    }
    return value;
  }

  /**
   * One line of printable text of 1 to {@code max} characters (code points), not all of them
   * spaces.
   */
  static String text(String field, @Nullable String value, int max) {
    return printable(field, value, max, "");
  }

  /** As {@link #text}, but tabs and line ends may stand in it. */
  static String lines(String field, @Nullable String value, int max) {
    return printable(field, value, max, "\t\n\r");
  }

  /** Printable ASCII of 1 to {@code max} characters, not all of them spaces. */
  static String ascii(String field, @Nullable String value, int max, String alsoAllowed) {
    printable(field, value, max, alsoAllowed);
    if (value == null || value.chars().anyMatch(c -> c > '~')) {
      throw new InvalidField(field);
    }
    return value;
  }

  static boolean hasLoneSurrogate(String text) {
    return text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  private static String printable(
      String field, @Nullable String value, int max, String alsoAllowed) {
    if (value == null
        || value.codePointCount(0, value.length()) > max
        || value.codePoints().anyMatch(c -> alsoAllowed.indexOf(c) < 0 && !isPrintable(c))
        || value.codePoints().noneMatch(c -> isPrintable(c) && !Character.isSpaceChar(c))) {
      throw new InvalidField(field);
    }
    return value;
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** From 1 to the largest whole number that every JSON reader can hold (RFC 8785). */
  static long positive(String field, long value) {
    if (value < 1 || value > MAX_NUMBER) {
      throw new InvalidField(field);
    }
    return value;
  }

  /** From 0 to the largest whole number that every JSON reader can hold (RFC 8785). */
  static long notNegative(String field, long value) {
    if (value < 0 || value > MAX_NUMBER) {
      throw new InvalidField(field);
    }
    return value;
  }

  /** A compact JWE (RFC 7516): five parts in base64url, of which all but the first may be empty. */
  static String compactJwe(String field, @Nullable String value, int max) {
    if (value == null || value.length() > max || !COMPACT_JWE.matcher(value).matches()) {
      throw new InvalidField(field);
    }
    return value;
  }

  /**
   * An unmodifiable copy in natural order, so that the same set always becomes the same bytes. Two
   * elements of the same rank are refused: one of them would be lost.
   */
  static <T extends Comparable<T>> Set<T> sorted(
      String field, @Nullable Collection<T> values, int max) {
    if (values == null || values.size() > max || values.stream().anyMatch(Objects::isNull)) {
      throw new InvalidField(field);
    }
    Set<T> copy = new LinkedHashSet<>(new TreeSet<>(values));
    if (copy.size() < values.size()) {
      throw new InvalidField(field);
    }
    return Collections.unmodifiableSet(copy);
  }

  static <T extends Comparable<T>> Set<T> sortedNotEmpty(
      String field, @Nullable Collection<T> values, int max) {
    Set<T> copy = sorted(field, values, max);
    if (copy.isEmpty()) {
      throw new InvalidField(field);
    }
    return copy;
  }

  /** The field that does not hold what it must; carries no value, no stack trace and no cause. */
  static final class InvalidField extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final String field;

    InvalidField(String field) {
      super(field);
      this.field = field;
    }

    String field() {
      return field;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
