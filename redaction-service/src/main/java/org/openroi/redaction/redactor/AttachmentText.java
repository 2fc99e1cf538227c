package org.openroi.redaction.redactor;

import java.util.Arrays;
import org.openroi.redaction.label.Words;

/**
 * Looks into an attachment while it passes: base64 to UTF-8 to words and days, a piece at a time.
 */
final class AttachmentText {
  private static final int PIECE = 8_192;
  private static final int NO_DIGIT = -1;
  private static final int SPACE = -2;
  private static final int PADDING = -3;
  private static final int[] DIGITS = digits();

  private final byte[] bytes = new byte[PIECE + 3];
  private final Words.Search words = new Words.Search();
  private Days days = new Days();
  private boolean text = true;
  private int group;
  private int groupSize;
  private int padding;
  private int size;
  private final Utf8 utf8 = new Utf8();

  /** Begins anew; every day that is found goes to {@code days}. */
  void begin(Days days) {
    this.days = days;
    text = true;
    group = 0;
    groupSize = 0;
    padding = 0;
    size = 0;
    utf8.clear();
  }

  /** Takes a piece of the base64. */
  void accept(byte[] encoded, int from, int to) {
    int i = from;
    while (i < to) {
      if (groupSize == 0 && padding == 0) {
        i = fast(encoded, i, to);
        if (i == to) {
          return;
        }
      }
      slow(encoded[i++]);
    }
  }

  /** Bits of the categories that its text mentions; asked for once, at the end. */
  int finish() {
    if (groupSize + padding != 0 && groupSize + padding != 4) {
      text = false;
    }
    if (groupSize > 1) {
      // Two digits are one byte, three are two.
      int bits = group << 6 * (4 - groupSize);
      bytes[size++] = (byte) (bits >> 16);
      if (groupSize == 3) {
        bytes[size++] = (byte) (bits >> 8);
      }
    }
    look();
    text &= utf8.isWhole();
    days.end();
    return words.bits();
  }

  /** Whether all of it was base64 of text in UTF-8. */
  boolean isText() {
    return text;
  }

  /** Whole groups of four digits. */
  private int fast(byte[] encoded, int from, int to) {
    int i = from;
    int at = size;
    while (i + 4 <= to) {
      int a = DIGITS[encoded[i] & 0xFF];
      int b = DIGITS[encoded[i + 1] & 0xFF];
      int c = DIGITS[encoded[i + 2] & 0xFF];
      int d = DIGITS[encoded[i + 3] & 0xFF];
      if ((a | b | c | d) < 0) {
        break;
      }
      bytes[at] = (byte) (a << 2 | b >> 4);
      bytes[at + 1] = (byte) (b << 4 | c >> 2);
      bytes[at + 2] = (byte) (c << 6 | d);
      at += 3;
      i += 4;
      if (at >= PIECE) {
        size = at;
        look();
        at = 0;
      }
    }
    size = at;
    return i;
  }

  private void slow(byte c) {
    int digit = DIGITS[c & 0xFF];
    if (digit >= 0 && padding == 0) {
      group = group << 6 | digit;
      if (++groupSize == 4) {
        bytes[size++] = (byte) (group >> 16);
        bytes[size++] = (byte) (group >> 8);
        bytes[size++] = (byte) group;
        group = 0;
        groupSize = 0;
        if (size >= PIECE) {
          look();
        }
      }
    } else if (digit == PADDING && padding < 2 && groupSize > 1) {
      padding++;
    } else if (digit != SPACE) {
      text = false;
    }
  }

  private void look() {
    words.accept(bytes, 0, size);
    days.accept(bytes, 0, size);
    text &= utf8.accept(bytes, 0, size);
    size = 0;
  }

  private static int[] digits() {
    int[] digits = new int[256];
    Arrays.fill(digits, NO_DIGIT);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      digits[alphabet.charAt(i)] = i;
    }
    digits['='] = PADDING;
    for (char space : " \t\r\n".toCharArray()) {
      digits[space] = SPACE;
    }
    return digits;
  }

  /** Tells whether bytes that come in pieces are UTF-8. */
  private static final class Utf8 {
    private int missing;
    private int least;
    private int point;

    void clear() {
      missing = 0;
    }

    boolean isWhole() {
      return missing == 0;
    }

    boolean accept(byte[] bytes, int from, int to) {
      for (int i = from; i < to; i++) {
        int c = bytes[i];
        if ((c >= 0 && missing > 0) || (c < 0 && !next(c & 0xFF))) {
          return false;
        }
      }
      return true;
    }

    private boolean next(int c) {
      if (missing == 0) {
        missing = c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
        least = missing == 1 ? 0x80 : missing == 2 ? 0x800 : 0x10000;
        point = c & (0x3F >> missing);
        return c >= 0xC2 && c <= 0xF4;
      }
      point = point << 6 | c & 0x3F;
      boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
      return (c & 0xC0) == 0x80
          && (--missing > 0 || (point >= least && point <= Character.MAX_CODE_POINT && !surrogate));
    }
  }
}
