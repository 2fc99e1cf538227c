package org.openroi.redaction.redactor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is known of the resources of a record, by their ordinals: nothing of their text. Columns
 * instead of objects, for records of hundreds of thousands of resources.
 */
final class Chart {
  private static final int DOCUMENT = 1;
  private static final int PLAIN = 1 << 1;
  private static final int PROGRAM = 1 << 2;

  /** FHIR has some 150 types. */
  private static final int MOST_TYPES = 10_000;

  private static final int MOST_ID_BYTES = 1 << 30;

  private final Interner types = new Interner();
  private final List<String> typeNames = new ArrayList<>();
  private int[] typeTraits = new int[64];

  private final KeyIndex keys = new KeyIndex();
  private final Bytes outlines = new Bytes();
  private final List<PageLayout> pages = new ArrayList<>();

  private int size;
  private short[] type = new short[256];
  private int[] idEnd = new int[256];
  private byte[] ids = new byte[4_096];
  private short[] own = new short[256];
  private short[] labels = new short[256];
  private byte[] attachmentWords = new byte[256];
  private byte[] flags = new byte[256];
  private int[] kinds = new int[256];
  private int[] firstDay = new int[256];
  private int[] lastDay = new int[256];
  private long[] from = new long[256];
  private int[] length = new int[256];
  private int[] resource = new int[256];
  private long[] outline = new long[256];

  int size() {
    return size;
  }

  List<PageLayout> pages() {
    return pages;
  }

  void add(PageLayout page) {
    pages.add(page);
  }

  /** The page of a resource. */
  int page(int at) {
    int low = 0;
    int high = pages.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (pages.get(middle).first() <= at) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Takes an entry that was read; its resource, where it has one, has its outline then. */
  void add(Draft draft) throws UnreadableRecord {
    if (size == type.length) {
      grow();
    }
    int at = size;
    type[at] = (short) typeNumber(draft.type);
    addId(draft);
    own[at] = (short) Labels.settled(draft.labels, draft.security);
    labels[at] = own[at];
    attachmentWords[at] = (byte) draft.attachmentWords;
    boolean document = draft.document || is(at, Kind.DOCUMENT);
    flags[at] =
        (byte)
            ((document ? DOCUMENT : 0) | (draft.plain ? PLAIN : 0) | (draft.program ? PROGRAM : 0));
    kinds[at] = draft.kinds();
    boolean dated = !is(at, Kind.UNDATED);
    firstDay[at] = dated ? draft.days.earliest() : 0;
    lastDay[at] = dated ? draft.days.latest() : 0;
    from[at] = draft.from;
    if (draft.to - draft.from > Integer.MAX_VALUE) {
      throw new UnreadableRecord();
    }
    length[at] = (int) (draft.to - draft.from);
    resource[at] = (int) (draft.resourceFrom - draft.from);
    outline[at] = outlines.size();
    draft.outline.write(outlines);
    size++;
    addKeys(draft, at);
  }

  private void addId(Draft draft) throws UnreadableRecord {
    int start = size == 0 ? 0 : idEnd[size - 1];
    int end = start + draft.idLength;
    if (end > MOST_ID_BYTES) {
      throw new UnreadableRecord();
    }
    if (end > ids.length) {
      ids = Arrays.copyOf(ids, Math.max(end, ids.length + ids.length / 2));
    }
    System.arraycopy(draft.id, 0, ids, start, draft.idLength);
    idEnd[size] = end;
  }

  private void addKeys(Draft draft, int at) {
    long byUrl = draft.urlKey;
    if (byUrl != 0) {
      keys.add(byUrl, at);
    }
    if (draft.idLength > 0 && !draft.type.isEmpty()) {
      long byId = Keys.of(draft.type, id(at));
      long byUuid = Keys.ofUuid(draft.id, 0, draft.idLength);
      if (byId != byUrl) {
        keys.add(byId, at);
      }
      if (byUuid != 0 && byUuid != byUrl) {
        keys.add(byUuid, at);
      }
    }
  }

  KeyIndex keys() {
    return keys;
  }

  String type(int at) {
    return typeNames.get(type[at]);
  }

  /** Whether a trait of {@link Kind} is true of the resource's type. */
  boolean is(int at, int trait) {
    return (typeTraits[type[at]] & trait) != 0;
  }

  String id(int at) {
    int start = at == 0 ? 0 : idEnd[at - 1];
    return new String(ids, start, idEnd[at] - start, StandardCharsets.UTF_8);
  }

  boolean hasId(int at) {
    return idEnd[at] > (at == 0 ? 0 : idEnd[at - 1]);
  }

  /** Labels by its own codes, security labels and words. */
  int own(int at) {
    return own[at];
  }

  void addOwn(int at, int more) {
    own[at] |= (short) more;
    labels[at] |= (short) more;
  }

  /** Those, and the ones that came along references. */
  int labels(int at) {
    return labels[at];
  }

  /** Says whether it did not have all of them. */
  boolean addLabels(int at, int more) {
    int before = labels[at];
    labels[at] |= (short) more;
    return labels[at] != before;
  }

  int attachmentWords(int at) {
    return attachmentWords[at];
  }

  /** Whether it is a document, or holds one. */
  boolean isDocument(int at) {
    return (flags[at] & DOCUMENT) != 0;
  }

  /** Whether all the documents in it are text that was searched. */
  boolean isPlain(int at) {
    return (flags[at] & PLAIN) != 0;
  }

  /** Whether it is an organization that is a program under 42 CFR Part 2. */
  boolean isProgram(int at) {
    return (flags[at] & PROGRAM) != 0;
  }

  int kinds(int at) {
    return kinds[at];
  }

  boolean isDated(int at) {
    return firstDay[at] != 0;
  }

  int firstDay(int at) {
    return firstDay[at];
  }

  int lastDay(int at) {
    return lastDay[at];
  }

  /** Offset in its page of the first byte of its entry. */
  long from(int at) {
    return from[at];
  }

  /** Offset after the last byte of its entry. */
  long to(int at) {
    return from[at] + length[at];
  }

  /** Offset in its page of the first byte of the resource itself. */
  long resourceFrom(int at) {
    return from[at] + resource[at];
  }

  /** Reads its outline, or only the references of it. */
  void read(int at, Outline into, boolean values) {
    into.read(outlines.from(outline[at]), values);
  }

  private int typeNumber(String name) throws UnreadableRecord {
    int number = types.number(name);
    if (number == typeNames.size()) {
      if (number == MOST_TYPES) {
        throw new UnreadableRecord();
      }
      typeNames.add(name);
      if (number == typeTraits.length) {
        typeTraits = Arrays.copyOf(typeTraits, number * 2);
      }
      typeTraits[number] = Kind.traits(name);
    }
    return number;
  }

  private void grow() {
    int larger = size + size / 2;
    type = Arrays.copyOf(type, larger);
    idEnd = Arrays.copyOf(idEnd, larger);
    own = Arrays.copyOf(own, larger);
    labels = Arrays.copyOf(labels, larger);
    attachmentWords = Arrays.copyOf(attachmentWords, larger);
    flags = Arrays.copyOf(flags, larger);
    kinds = Arrays.copyOf(kinds, larger);
    firstDay = Arrays.copyOf(firstDay, larger);
    lastDay = Arrays.copyOf(lastDay, larger);
    from = Arrays.copyOf(from, larger);
    length = Arrays.copyOf(length, larger);
    resource = Arrays.copyOf(resource, larger);
    outline = Arrays.copyOf(outline, larger);
  }
}
