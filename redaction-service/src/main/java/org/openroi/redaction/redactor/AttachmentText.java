package org.openroi.redaction.redactor;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.openroi.event.SensitiveCategory;
import org.openroi.redaction.label.Words;

/**
 * Looks into an attachment while it passes: base64 to bytes to UTF-8 to words and dates, a piece at
 * a time.
 */
final class AttachmentText {
  private static final int PIECE = 32_768;
  private static final int OVERLAP = 16;

  private final StringBuilder encoded = new StringBuilder();
  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
  private final ByteBuffer bytes = ByteBuffer.allocate(PIECE + 8);
  private final CharBuffer chars = CharBuffer.allocate(PIECE + 8);
  private final StringBuilder dates = new StringBuilder();
  private final Words.Search words = new Words.Search();
  private Days.Found days = (first, last) -> {};
  private boolean text = true;

  /** Begins anew; every date that is found goes to {@code days}. */
  void begin(Days.Found days) {
    this.days = days;
    encoded.setLength(0);
    dates.setLength(0);
    bytes.clear();
    utf8.reset();
    text = true;
  }

  void accept(CharSequence piece) {
    for (int i = 0; i < piece.length(); i++) {
      char c = piece.charAt(i);
      if (c > ' ') {
        encoded.append(c);
        if (encoded.length() == PIECE) {
          decode();
        }
      }
    }
  }

  /** The categories that its text mentions; asked for once, at the end. */
  Set<SensitiveCategory> finish() {
    decode();
    if (text) {
      bytes.flip();
      read(utf8.decode(bytes, chars, true));
    }
    Days.find(dates, "", days);
    return words.found();
  }

  /** Whether all of it was text in UTF-8. */
  boolean isText() {
    return text;
  }

  private void decode() {
    if (!text || encoded.isEmpty()) {
      encoded.setLength(0);
      return;
    }
    try {
      bytes.put(Base64.getDecoder().decode(encoded.toString()));
    } catch (IllegalArgumentException notBase64) {
      text = false;
    }
    encoded.setLength(0);
    if (text) {
      bytes.flip();
      read(utf8.decode(bytes, chars, false));
      bytes.compact();
    }
  }

  private void read(CoderResult result) {
    if (result.isError()) {
      text = false;
    }
    chars.flip();
    words.accept(chars);
    dates.append(chars);
    chars.clear();
    if (dates.length() > PIECE) {
      Days.find(dates, "", days);
      dates.delete(0, dates.length() - OVERLAP);
    }
  }
}
