package org.openroi.redaction.fhir;

import java.io.OutputStream;

/** Searches text of any length for words, through a window: documents, and attachments. */
final class TextCheck extends OutputStream {
  private static final int WINDOW = 16_384;

  private final GateWords words;
  private final StringBuilder window = new StringBuilder(WINDOW);
  private boolean isStart = true;
  private boolean found;

  TextCheck(GateWords words) {
    this.words = words;
  }

  @Override
  public void write(int b) {
    accept((char) (b & 0xFF));
  }

  /** The bytes of a text; the words that are looked for are ASCII. */
  @Override
  public void write(byte[] buffer, int offset, int length) {
    for (int i = offset; i < offset + length && !found; i++) {
      accept((char) (buffer[i] & 0xFF));
    }
  }

  void accept(char[] chars, int offset, int length) {
    for (int i = offset; i < offset + length && !found; i++) {
      accept(chars[i]);
    }
  }

  void accept(String text) {
    for (int i = 0; i < text.length() && !found; i++) {
      accept(text.charAt(i));
    }
  }

  /** Whether one of the words was in it; asked for once, at the end. */
  boolean isFound() {
    found = found || words.areIn(window, isStart, true);
    return found;
  }

  private void accept(char c) {
    int length = window.length();
    boolean space = c <= ' ' || c == '\u00A0';
    if (space && length > 0 && window.charAt(length - 1) == ' ') {
      return;
    }
    window.append(space ? ' ' : c);
    if (length + 1 == WINDOW) {
      found = words.areIn(window, isStart, false);
      isStart = false;
      window.delete(0, WINDOW - 2 * GateWords.LONGEST);
    }
  }
}
