package org.openroi.redaction.redactor;

import java.util.Arrays;

/**
 * Where in the bytes of a resource the values stand that may have to be taken out of it, those that
 * hold them, and what references it makes. Neighbours that stay in any case are one value, so it is
 * small however much the resource holds.
 *
 * <p>Values are numbered as they begin; the first is the resource. Places count from its first
 * byte.
 */
final class Outline {
  static final int ARRAY = 1;
  static final int OBJECT = 1 << 1;

  /** Values that stay unless what holds them goes. */
  static final int REST = 1 << 2;

  /** Narrative text of what holds it. */
  static final int NARRATIVE = 1 << 3;

  /** A property of the resource that says who a patient is. */
  static final int IDENTITY = 1 << 4;

  /** The reference names the encounter that the resource belongs to. */
  static final int TO_ENCOUNTER = 1;

  /** It is the address of an attachment: the resource's content stands there. */
  static final int TO_CONTENT = 1 << 1;

  /** It names the provider of a service. */
  static final int TO_PROVIDER = 1 << 2;

  /** The resource is to be protected as what it names is. */
  static final int TO_GUARD = 1 << 3;

  private static final int KINDS = 4;
  private static final int NONE = -1;

  private byte[] flags = new byte[64];
  private long[] froms = new long[64];
  private long[] tos = new long[64];

  /** By value: the number after the last of those in it. */
  private int[] ends = new int[64];

  private int size;

  private int[] holders = new int[16];
  private int[] kinds = new int[16];
  private long[] keys = new long[16];
  private int references;

  private boolean writing;
  private long base;
  private final int[] open = new int[JsonScanner.MAX_DEPTH + 1];
  private final int[] last = new int[JsonScanner.MAX_DEPTH + 1];
  private final int[] text = new int[JsonScanner.MAX_DEPTH + 1];

  /** By depth: the depth of what goes with a reference there; the nearest element or property. */
  private final int[] removable = new int[JsonScanner.MAX_DEPTH + 1];

  private final boolean[] needed = new boolean[JsonScanner.MAX_DEPTH + 1];
  private int depth;

  int size() {
    return size;
  }

  boolean is(int value, int flag) {
    return (flags[value] & flag) != 0;
  }

  long from(int value) {
    return froms[value];
  }

  long to(int value) {
    return tos[value];
  }

  /** The number after the last value that stands in this one. */
  int end(int value) {
    return ends[value];
  }

  /** The property of the resource that a value is, or stands in. */
  int property(int value) {
    int property = 1;
    while (ends[property] <= value) {
      property = ends[property];
    }
    return property;
  }

  int references() {
    return references;
  }

  /** The value to remove with a reference; negative where nothing is to be. */
  int holder(int reference) {
    return holders[reference];
  }

  long key(int reference) {
    return keys[reference];
  }

  int kind(int reference) {
    return kinds[reference];
  }

  boolean isKind(int reference, int kind) {
    return (kinds[reference] & kind) != 0;
  }

  /** Empties it. Until {@link #begin} what is said of values is not kept. */
  void clear() {
    writing = false;
    size = 0;
    references = 0;
    depth = 0;
  }

  /** Begins a resource, whose brace stands at this offset. */
  void begin(long offset) {
    clear();
    writing = true;
    base = offset;
    open(offset, OBJECT);
    needed[1] = true;
    removable[1] = NONE;
  }

  /** Ends a resource, before this offset. */
  void end(long offset) {
    close(offset, 0, true);
    writing = false;
  }

  /** A value begins that holds others: an element, or a property with its name. */
  void open(long offset, int shape) {
    if (!writing) {
      return;
    }
    boolean element = depth > 0 && is(open[depth], ARRAY);
    int value = add(offset, shape);
    depth++;
    removable[depth] = element || depth == 2 ? depth : removable[depth - 1];
    open[depth] = value;
    last[depth] = NONE;
    text[depth] = NONE;
    needed[depth] = false;
  }

  /** The value that began last ends, before this offset. */
  void close(long offset, int more, boolean ofResource) {
    if (!writing) {
      return;
    }
    int value = open[depth];
    if (ofResource && text[depth] != NONE) {
      flags[text[depth]] |= NARRATIVE;
    }
    boolean kept = needed[depth] || more != 0;
    long from = froms[value];
    depth--;
    if (kept) {
      flags[value] |= (byte) more;
      tos[value] = offset - base;
      ends[value] = size;
      last[depth] = value;
      needed[depth] = true;
    } else {
      size = value;
      rest(from, offset - base);
    }
  }

  /** The property that ends next is text, which is narrative if it is that of a resource. */
  void isText() {
    if (writing) {
      needed[depth] = true;
      text[depth - 1] = open[depth];
    }
  }

  /** A value that holds no others; where it has no flags it is one of the rest. */
  void leaf(long from, long to, int flag) {
    if (!writing) {
      return;
    }
    if (flag == 0) {
      rest(from - base, to - base);
    } else {
      int value = add(from, flag);
      tos[value] = to - base;
      ends[value] = size;
      last[depth] = value;
      needed[depth] = true;
    }
  }

  /** The value that began last is a reference, or holds one. */
  void refer(long key, int kind, boolean goesWithIt) {
    if (!writing) {
      return;
    }
    if (references == keys.length) {
      keys = Arrays.copyOf(keys, references * 2);
      kinds = Arrays.copyOf(kinds, references * 2);
      holders = Arrays.copyOf(holders, references * 2);
    }
    int holder = goesWithIt ? removable[depth] : NONE;
    keys[references] = key;
    kinds[references] = kind;
    holders[references++] = holder == NONE ? NONE : open[holder];
    if (holder != NONE) {
      needed[holder] = true;
    }
  }

  /** Adds it to bytes, references first. */
  void write(Bytes out) {
    out.addNumber(references);
    for (int i = 0; i < references; i++) {
      out.addNumber((long) (holders[i] + 1) << KINDS | kinds[i]);
      out.addLong(keys[i]);
    }
    out.addNumber(size);
    long before = 0;
    for (int i = 0; i < size; i++) {
      out.add(flags[i]);
      out.addNumber(froms[i] - before);
      out.addNumber(tos[i] - froms[i]);
      if (is(i, ARRAY | OBJECT)) {
        out.addNumber(ends[i] - i);
      }
      before = froms[i];
    }
  }

  /** Reads what was written; its references only, where the values are not asked for. */
  void read(Bytes.Cursor in, boolean values) {
    clear();
    references = (int) in.number();
    if (references > keys.length) {
      keys = new long[references];
      kinds = new int[references];
      holders = new int[references];
    }
    for (int i = 0; i < references; i++) {
      long holderAndKind = in.number();
      holders[i] = (int) (holderAndKind >>> KINDS) - 1;
      kinds[i] = (int) holderAndKind & (1 << KINDS) - 1;
      keys[i] = in.eight();
    }
    if (!values) {
      return;
    }
    size = (int) in.number();
    while (flags.length < size) {
      grow();
    }
    long from = 0;
    for (int i = 0; i < size; i++) {
      flags[i] = (byte) in.next();
      from += in.number();
      froms[i] = from;
      tos[i] = from + in.number();
      ends[i] = is(i, ARRAY | OBJECT) ? i + (int) in.number() : i + 1;
    }
  }

  private void rest(long from, long to) {
    int before = last[depth];
    if (before != NONE && is(before, REST)) {
      tos[before] = to;
      return;
    }
    int value = add(from + base, REST);
    tos[value] = to;
    ends[value] = size;
    last[depth] = value;
  }

  private int add(long offset, int flag) {
    if (size == flags.length) {
      grow();
    }
    flags[size] = (byte) flag;
    froms[size] = offset - base;
    return size++;
  }

  private void grow() {
    flags = Arrays.copyOf(flags, flags.length * 2);
    froms = Arrays.copyOf(froms, froms.length * 2);
    tos = Arrays.copyOf(tos, tos.length * 2);
    ends = Arrays.copyOf(ends, ends.length * 2);
  }
}
