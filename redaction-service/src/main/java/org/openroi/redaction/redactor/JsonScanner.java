package org.openroi.redaction.redactor;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads JSON (RFC 8259) token by token and says where in the bytes each stands. Strict: UTF-8, no
 * duplicate checks (the reader of objects makes them), no more than {@link #MAX_DEPTH} levels.
 * Needs the same memory for a string of any length: what is longer than {@link #LONGEST} characters
 * is given to a sink in pieces.
 */
final class JsonScanner {
  static final int MAX_DEPTH = 100;
  static final int LONGEST = 65_536;
  private static final int BUFFER = 65_536;

  enum Token {
    START_OBJECT,
    END_OBJECT,
    START_ARRAY,
    END_ARRAY,
    NAME,
    STRING,
    NUMBER,
    TRUE,
    FALSE,
    NULL,
    END
  }

  /** Takes the pieces of a long string, in order. */
  @FunctionalInterface
  interface Sink {
    void accept(CharSequence piece);
  }

  private static final int VALUE = 0;
  private static final int VALUE_OR_END = 1;
  private static final int NAME_OR_END = 2;
  private static final int NAME = 3;
  private static final int AFTER = 4;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int limit;
  private long before;
  private final boolean[] array = new boolean[MAX_DEPTH];
  private int depth;
  private int expect = VALUE;
  private long start;
  private long end;
  private final StringBuilder text = new StringBuilder();
  private boolean isLong;
  private Sink sink = piece -> {};

  JsonScanner(InputStream in) {
    this.in = in;
  }

  /** Where pieces of long strings go from now on. */
  void longStringsTo(Sink sink) {
    this.sink = sink;
  }

  /** Offset of the token's first byte; of a name, its quote. */
  long start() {
    return start;
  }

  /** Offset after the token's last byte. */
  long end() {
    return end;
  }

  int depth() {
    return depth;
  }

  /** The decoded string, name, or the number as written; not of a long string. */
  StringBuilder text() {
    return text;
  }

  /** Whether the last string was too long to hold, and went to the sink. */
  boolean isLong() {
    return isLong;
  }

  Token next() throws IOException, UnreadableRecord {
    int c = skipSpace();
    if (depth == 0 && expect == AFTER) {
      if (c >= 0) {
        throw new UnreadableRecord();
      }
      return Token.END;
    }
    if (expect == AFTER) {
      if (c == ',') {
        take();
        c = skipSpace();
        expect = array[depth - 1] ? VALUE : NAME;
      } else if (c == (array[depth - 1] ? ']' : '}')) {
        return close(c);
      } else {
        throw new UnreadableRecord();
      }
    }
    if (expect == NAME || expect == NAME_OR_END) {
      if (c == '}' && expect == NAME_OR_END) {
        return close(c);
      }
      if (c != '"') {
        throw new UnreadableRecord();
      }
      start = position();
      string();
      if (isLong) {
        throw new UnreadableRecord();
      }
      end = position();
      if (skipSpace() != ':') {
        throw new UnreadableRecord();
      }
      take();
      expect = VALUE;
      return Token.NAME;
    }
    if (c == ']' && expect == VALUE_OR_END) {
      return close(c);
    }
    return value(c);
  }

  private Token value(int c) throws IOException, UnreadableRecord {
    start = position();
    switch (c) {
      case '{', '[' -> {
        take();
        if (depth == MAX_DEPTH) {
          throw new UnreadableRecord();
        }
        array[depth++] = c == '[';
        expect = c == '[' ? VALUE_OR_END : NAME_OR_END;
        end = position();
        return c == '[' ? Token.START_ARRAY : Token.START_OBJECT;
      }
      case '"' -> {
        string();
        return after(Token.STRING);
      }
      case 't' -> {
        literal("true");
        return after(Token.TRUE);
      }
      case 'f' -> {
        literal("false");
        return after(Token.FALSE);
      }
      case 'n' -> {
        literal("null");
        return after(Token.NULL);
      }
      default -> {
        number(c);
        return after(Token.NUMBER);
      }
    }
  }

  private Token after(Token token) {
    end = position();
    expect = AFTER;
    return token;
  }

  private Token close(int c) throws IOException {
    start = position();
    take();
    depth--;
    end = position();
    expect = AFTER;
    return c == ']' ? Token.END_ARRAY : Token.END_OBJECT;
  }

  private void literal(String word) throws IOException, UnreadableRecord {
    for (int i = 0; i < word.length(); i++) {
      if (take() != word.charAt(i)) {
        throw new UnreadableRecord();
      }
    }
  }

  private void number(int first) throws IOException, UnreadableRecord {
    text.setLength(0);
    int c = first;
    if (c == '-') {
      c = keep();
    }
    if (c == '0') {
      c = keep();
    } else {
      c = digits(c);
    }
    if (c == '.') {
      keep();
      c = digits(peek());
    }
    if (c == 'e' || c == 'E') {
      c = keep();
      if (c == '+' || c == '-') {
        c = keep();
      }
      digits(c);
    }
  }

  private int digits(int first) throws IOException, UnreadableRecord {
    int c = first;
    if (c < '0' || c > '9') {
      throw new UnreadableRecord();
    }
    while (c >= '0' && c <= '9') {
      if (text.length() > LONGEST) {
        throw new UnreadableRecord();
      }
      c = keep();
    }
    return c;
  }

  /** Adds this byte to the text and looks at the next. */
  private int keep() throws IOException {
    text.append((char) take());
    return peek();
  }

  private void string() throws IOException, UnreadableRecord {
    take();
    text.setLength(0);
    isLong = false;
    while (true) {
      int c = take();
      if (c == '"') {
        if (isLong) {
          sink.accept(text);
        }
        return;
      }
      if (c == '\\') {
        escape();
      } else if (c >= 0x80) {
        multibyte(c);
      } else if (c < 0x20) {
        throw new UnreadableRecord();
      } else {
        text.append((char) c);
      }
      if (text.length() >= LONGEST) {
        isLong = true;
        sink.accept(text);
        text.setLength(0);
      }
    }
  }

  private void escape() throws IOException, UnreadableRecord {
    int c = take();
    switch (c) {
      case '"', '\\', '/' -> text.append((char) c);
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case 'n' -> text.append('\n');
      case 'r' -> text.append('\r');
      case 't' -> text.append('\t');
      case 'u' -> {
        int unit = hex4();
        if (Character.isLowSurrogate((char) unit)) {
          throw new UnreadableRecord();
        }
        text.append((char) unit);
        if (Character.isHighSurrogate((char) unit)) {
          if (take() != '\\' || take() != 'u') {
            throw new UnreadableRecord();
          }
          int low = hex4();
          if (!Character.isLowSurrogate((char) low)) {
            throw new UnreadableRecord();
          }
          text.append((char) low);
        }
      }
      default -> throw new UnreadableRecord();
    }
  }

  private int hex4() throws IOException, UnreadableRecord {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int c = take();
      int digit = c < 0 || c > 'f' ? -1 : Character.digit(c, 16);
      if (digit < 0) {
        throw new UnreadableRecord();
      }
      value = value * 16 + digit;
    }
    return value;
  }

  /** One character of two to four bytes; overlong forms, surrogates and what is beyond are none. */
  private void multibyte(int lead) throws IOException, UnreadableRecord {
    int more;
    int least;
    int point;
    if (lead >= 0xC2 && lead <= 0xDF) {
      more = 1;
      least = 0x80;
      point = lead & 0x1F;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
      more = 2;
      least = 0x800;
      point = lead & 0x0F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
      more = 3;
      least = 0x10000;
      point = lead & 0x07;
    } else {
      throw new UnreadableRecord();
    }
    for (int i = 0; i < more; i++) {
      int c = take();
      if ((c & 0xC0) != 0x80 || c < 0) {
        throw new UnreadableRecord();
      }
      point = point << 6 | c & 0x3F;
    }
    if (point < least || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) {
      throw new UnreadableRecord();
    }
    text.appendCodePoint(point);
  }

  /** The next byte that is no white space, not taken; −1 at the end. */
  private int skipSpace() throws IOException {
    while (true) {
      int c = peek();
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return c;
      }
      at++;
    }
  }

  private long position() {
    return before + at;
  }

  private int peek() throws IOException {
    if (at == limit && !fill()) {
      return -1;
    }
    return buffer[at] & 0xFF;
  }

  private int take() throws IOException {
    if (at == limit && !fill()) {
      return -1;
    }
    return buffer[at++] & 0xFF;
  }

  private boolean fill() throws IOException {
    before += limit;
    at = 0;
    limit = 0;
    int read = in.read(buffer, 0, BUFFER);
    if (read <= 0) {
      return false;
    }
    limit = read;
    return true;
  }
}
