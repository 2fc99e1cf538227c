package org.openroi.redaction.redactor;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads JSON (RFC 8259) token by token from a buffer of fixed size, and says where in the bytes
 * each stands. Strict: UTF-8, no name twice in an object however it is spelled, no more than {@link
 * #MAX_DEPTH} levels. A string of {@link #LONGEST} bytes or more is never held: it goes to a sink
 * in pieces.
 */
final class JsonScanner {
  static final int MAX_DEPTH = 100;
  static final int LONGEST = 65_536;

  /** No format has more names; one that has is no record, and would fill the memory. */
  private static final int MOST_NAMES = 65_536;

  private static final int BUFFER = 2 * LONGEST;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EVERY = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long SPACES = ' ' * EVERY;
  private static final long QUOTES = '"' * EVERY;
  private static final long BACKSLASHES = '\\' * EVERY;

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

  /** Takes the pieces of a long string, decoded to UTF-8, in order; each holds whole characters. */
  @FunctionalInterface
  interface Sink {
    void accept(byte[] bytes, int from, int to);
  }

  private enum Expected {
    VALUE,
    VALUE_OR_END,
    NAME,
    NAME_OR_END,
    AFTER
  }

  private static final Sink NOWHERE = (bytes, from, to) -> {};

  private final InputStream in;
  private final Interner names;
  private final byte[] buffer = new byte[BUFFER];

  /** Decoded, a string is never longer than it was written. */
  private byte[] decoded = new byte[256];

  private int at;
  private int limit;

  /** Offset of the buffer's first byte. */
  private long base;

  /** From here on the buffer is kept when it is filled; nothing is where it is negative. */
  private int kept = -1;

  private final boolean[] array = new boolean[MAX_DEPTH];
  private final int[] objects = new int[MAX_DEPTH];
  private final int[] undo = new int[MAX_DEPTH];
  private int depth;
  private Expected expected = Expected.VALUE;
  private long start;
  private long end;
  private int name;
  private byte[] bytes = buffer;
  private int from;
  private int to;
  private boolean isLong;
  private boolean escaped;
  private Sink sink = NOWHERE;

  /** By name: the last object that it was seen in. What nested objects overwrite is undone. */
  private int[] seenIn = new int[256];

  private int[] overwritten = new int[256];
  private int overwrittenSize;
  private int lastObject;

  JsonScanner(InputStream in, Interner names) {
    this.in = in;
    this.names = names;
  }

  /** Where pieces of long strings go from now on. */
  void longStringsTo(Sink sink) {
    this.sink = sink;
  }

  /** Offset of the token's first byte; of a string or a name, its quote. */
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

  /** The number of the name that was read. */
  int name() {
    return name;
  }

  /**
   * Holds the decoded string from {@link #from()} to {@link #to()}, until the next token is read.
   */
  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** Whether the string was too long to hold, and went to the sink. */
  boolean isLong() {
    return isLong;
  }

  Token next() throws IOException, UnreadableRecord {
    int c = skipSpace();
    switch (expected) {
      case AFTER -> {
        if (depth == 0) {
          require(c < 0);
          return Token.END;
        }
        boolean inArray = array[depth - 1];
        if (c == ',') {
          at++;
          c = skipSpace();
          return inArray ? value(c) : name(c);
        }
        require(c == (inArray ? ']' : '}'));
        return close(inArray);
      }
      case VALUE_OR_END -> {
        return c == ']' ? close(true) : value(c);
      }
      case NAME_OR_END -> {
        return c == '}' ? close(false) : name(c);
      }
      case NAME -> {
        return name(c);
      }
      default -> {
        return value(c);
      }
    }
  }

  /** Passes over a value whose first token was read. Its names are checked all the same. */
  void skip(Token first) throws IOException, UnreadableRecord {
    if (first == Token.START_OBJECT || first == Token.START_ARRAY) {
      Sink before = sink;
      sink = NOWHERE;
      int outside = depth - 1;
      while (depth > outside) {
        next();
      }
      sink = before;
    }
  }

  private Token name(int c) throws IOException, UnreadableRecord {
    require(c == '"');
    start = base + at;
    string();
    require(!isLong);
    end = base + at;
    name = names.number(bytes, from, to);
    require(name < MOST_NAMES);
    see();
    require(skipSpace() == ':');
    at++;
    expected = Expected.VALUE;
    return Token.NAME;
  }

  /** Refuses a name that its object has already. */
  private void see() throws UnreadableRecord {
    int object = objects[depth - 1];
    if (name >= seenIn.length) {
      seenIn = Arrays.copyOf(seenIn, Math.max(name + 1, seenIn.length * 2));
    }
    require(seenIn[name] != object);
    if (overwrittenSize + 2 > overwritten.length) {
      overwritten = Arrays.copyOf(overwritten, overwritten.length * 2);
    }
    overwritten[overwrittenSize++] = name;
    overwritten[overwrittenSize++] = seenIn[name];
    seenIn[name] = object;
  }

  private Token value(int c) throws IOException, UnreadableRecord {
    start = base + at;
    switch (c) {
      case '{', '[' -> {
        at++;
        require(depth < MAX_DEPTH);
        array[depth] = c == '[';
        if (c == '{') {
          require(++lastObject > 0);
          objects[depth] = lastObject;
          undo[depth] = overwrittenSize;
        }
        depth++;
        expected = c == '[' ? Expected.VALUE_OR_END : Expected.NAME_OR_END;
        end = base + at;
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
    end = base + at;
    expected = Expected.AFTER;
    return token;
  }

  private Token close(boolean ofArray) {
    start = base + at;
    at++;
    depth--;
    if (!ofArray) {
      while (overwrittenSize > undo[depth]) {
        overwrittenSize -= 2;
        seenIn[overwritten[overwrittenSize]] = overwritten[overwrittenSize + 1];
      }
    }
    return after(ofArray ? Token.END_ARRAY : Token.END_OBJECT);
  }

  private void literal(String word) throws IOException, UnreadableRecord {
    for (int i = 0; i < word.length(); i++) {
      require(peek() == word.charAt(i));
      at++;
    }
  }

  private void number(int first) throws IOException, UnreadableRecord {
    int c = first == '-' ? following() : first;
    if (c == '0') {
      c = following();
    } else {
      c = digits(c);
    }
    if (c == '.') {
      c = digits(following());
    }
    if (c == 'e' || c == 'E') {
      c = following();
      digits(c == '+' || c == '-' ? following() : c);
    }
  }

  private int digits(int first) throws IOException, UnreadableRecord {
    int c = first;
    require(c >= '0' && c <= '9');
    while (c >= '0' && c <= '9') {
      c = following();
    }
    return c;
  }

  private int following() throws IOException {
    at++;
    return peek();
  }

  private void string() throws IOException, UnreadableRecord {
    kept = at++;
    isLong = false;
    escaped = false;
    while (true) {
      at = plain(at);
      if (at == limit) {
        more();
        continue;
      }
      int c = buffer[at] & 0xFF;
      if (c == '"') {
        break;
      }
      if (c == '\\') {
        escape();
        escaped = true;
      } else {
        multibyte(c);
      }
    }
    if (isLong || at - kept > LONGEST) {
      piece();
    } else {
      slice();
    }
    kept = -1;
    at++;
  }

  /** The first place from here that is a quote, an escape, no ASCII or not allowed; or the end. */
  private int plain(int first) {
    int place = first;
    while (place + Long.BYTES <= limit) {
      long word = (long) LONGS.get(buffer, place);
      long quotes = word ^ QUOTES;
      long backslashes = word ^ BACKSLASHES;
      long special =
          ((quotes - EVERY) & ~quotes
                  | (backslashes - EVERY) & ~backslashes
                  | (word - SPACES) & ~word
                  | word)
              & HIGH;
      if (special != 0) {
        return place + (Long.numberOfTrailingZeros(special) >>> 3);
      }
      place += Long.BYTES;
    }
    while (place < limit) {
      byte c = buffer[place];
      if (c < ' ' || c == '"' || c == '\\') {
        break;
      }
      place++;
    }
    return place;
  }

  /** Hands on what is held of a long string, and holds it no longer. */
  private void piece() {
    slice();
    sink.accept(bytes, from, to);
    isLong = true;
    escaped = false;
    // As if the byte before what follows were the quote.
    kept = at - 1;
  }

  private void slice() {
    if (escaped) {
      decode(kept + 1, at);
    } else {
      bytes = buffer;
      from = kept + 1;
      to = at;
    }
  }

  /** Decodes escapes, which were checked. */
  private void decode(int first, int last) {
    if (decoded.length < last - first) {
      decoded = new byte[Math.max(last - first, Math.min(BUFFER, decoded.length * 2))];
    }
    int size = 0;
    int place = first;
    while (place < last) {
      byte c = buffer[place++];
      if (c != '\\') {
        decoded[size++] = c;
        continue;
      }
      c = buffer[place++];
      switch (c) {
        case 'b' -> decoded[size++] = '\b';
        case 'f' -> decoded[size++] = '\f';
        case 'n' -> decoded[size++] = '\n';
        case 'r' -> decoded[size++] = '\r';
        case 't' -> decoded[size++] = '\t';
        case 'u' -> {
          int point = hex4(place);
          place += 4;
          if (Character.isHighSurrogate((char) point)) {
            point = Character.toCodePoint((char) point, (char) hex4(place + 2));
            place += 6;
          }
          size = encode(point, size);
        }
        default -> decoded[size++] = c;
      }
    }
    bytes = decoded;
    from = 0;
    to = size;
  }

  private int encode(int point, int first) {
    int size = first;
    if (point < 0x80) {
      decoded[size++] = (byte) point;
    } else if (point < 0x800) {
      decoded[size++] = (byte) (0xC0 | point >> 6);
      decoded[size++] = (byte) (0x80 | point & 0x3F);
    } else if (point < 0x10000) {
      decoded[size++] = (byte) (0xE0 | point >> 12);
      decoded[size++] = (byte) (0x80 | point >> 6 & 0x3F);
      decoded[size++] = (byte) (0x80 | point & 0x3F);
    } else {
      decoded[size++] = (byte) (0xF0 | point >> 18);
      decoded[size++] = (byte) (0x80 | point >> 12 & 0x3F);
      decoded[size++] = (byte) (0x80 | point >> 6 & 0x3F);
      decoded[size++] = (byte) (0x80 | point & 0x3F);
    }
    return size;
  }

  /** Checks an escape and passes it. */
  private void escape() throws IOException, UnreadableRecord {
    hold(2);
    switch (buffer[at + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at += 2;
      case 'u' -> {
        hold(6);
        int unit = hex4(at + 2);
        require(unit >= 0 && !Character.isLowSurrogate((char) unit));
        if (Character.isHighSurrogate((char) unit)) {
          hold(12);
          int low = buffer[at + 6] == '\\' && buffer[at + 7] == 'u' ? hex4(at + 8) : -1;
          require(low >= 0 && Character.isLowSurrogate((char) low));
          at += 6;
        }
        at += 6;
      }
      default -> throw new UnreadableRecord();
    }
  }

  /** The value of four hexadecimal digits; negative when they are none. */
  private int hex4(int place) {
    int value = 0;
    for (int i = place; i < place + 4; i++) {
      byte c = buffer[i];
      int digit = c < 0 ? -1 : Character.digit(c, 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** One character of two to four bytes; overlong forms, surrogates and what is beyond are none. */
  private void multibyte(int lead) throws IOException, UnreadableRecord {
    int length;
    int least;
    if (lead >= 0xC2 && lead <= 0xDF) {
      length = 2;
      least = 0x80;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
      length = 3;
      least = 0x800;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
      length = 4;
      least = 0x10000;
    } else {
      throw new UnreadableRecord();
    }
    hold(length);
    int point = lead & (0x7F >> length);
    for (int i = 1; i < length; i++) {
      int c = buffer[at + i];
      require((c & 0xC0) == 0x80);
      point = point << 6 | c & 0x3F;
    }
    boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    require(point >= least && point <= Character.MAX_CODE_POINT && !surrogate);
    at += length;
  }

  /** Makes sure that so many bytes of a string are in the buffer from here. */
  private void hold(int count) throws IOException, UnreadableRecord {
    while (limit - at < count) {
      more();
    }
  }

  /** Reads on in a string, of which no more is held than fits. */
  private void more() throws IOException, UnreadableRecord {
    if (at - kept > LONGEST) {
      piece();
    }
    require(fill());
  }

  /** The next byte that is no white space, not taken; −1 at the end. */
  private int skipSpace() throws IOException {
    while (true) {
      while (at + Long.BYTES <= limit && (long) LONGS.get(buffer, at) == SPACES) {
        at += Long.BYTES;
      }
      int c = peek();
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return c;
      }
      at++;
    }
  }

  private int peek() throws IOException {
    if (at == limit && !fill()) {
      return -1;
    }
    return buffer[at] & 0xFF;
  }

  /** Reads on; what is kept moves to the front where there is no room behind it. */
  private boolean fill() throws IOException {
    int keep = kept >= 0 ? kept : at;
    if (keep == limit || limit == BUFFER) {
      System.arraycopy(buffer, keep, buffer, 0, limit - keep);
      base += keep;
      at -= keep;
      limit -= keep;
      kept = kept >= 0 ? 0 : -1;
    }
    int read = in.read(buffer, limit, BUFFER - limit);
    if (read <= 0) {
      return false;
    }
    limit += read;
    return true;
  }

  private static void require(boolean fulfilled) throws UnreadableRecord {
    if (!fulfilled) {
      throw new UnreadableRecord();
    }
  }
}
