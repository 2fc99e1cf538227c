package org.openroi.redaction.redactor;

import java.nio.charset.StandardCharsets;

/**
 * References as 64-bit hashes: a record of hundreds of thousands of resources is held by them. The
 * spellings of one reference ({@code Type/id}, an absolute URL, a version) become one.
 */
final class Keys {
  private static final byte[] URN = "urn:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] URN_UUID = "urn:uuid:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HISTORY = "/_history/".getBytes(StandardCharsets.US_ASCII);
  private static final int UUID = 36;

  private static final long BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private Keys() {}

  /** The key of a resource by type and id. */
  static long of(String type, String id) {
    return ofReference(type + "/" + id);
  }

  /** The key of a resource by its id as a URN; 0 when the id is no UUID. */
  static long ofUuid(byte[] id, int from, int to) {
    if (to - from != UUID || id[from + 8] != '-' || id[from + 13] != '-') {
      return 0;
    }
    long hash = BASIS;
    for (byte c : URN_UUID) {
      hash = (hash ^ c) * PRIME;
    }
    return finish(lower(hash, id, from, to));
  }

  static long ofIdentifier(byte[] value, int from, int to) {
    return finish(plain(BASIS, value, from, to));
  }

  static long ofReference(String reference) {
    byte[] bytes = reference.getBytes(StandardCharsets.UTF_8);
    return ofReference(bytes, 0, bytes.length);
  }

  /**
   * The key that a reference or a fullUrl says; 0 where it points into its own resource, or is a
   * search.
   */
  static long ofReference(byte[] text, int first, int last) {
    int from = first;
    int to = last;
    while (from < to && text[from] >= 0 && text[from] <= ' ') {
      from++;
    }
    while (from < to && text[to - 1] >= 0 && text[to - 1] <= ' ') {
      to--;
    }
    if (isLocal(text, from, to)) {
      return 0;
    }
    if (startsWith(text, from, to, URN)) {
      return finish(lower(BASIS, text, from, to));
    }
    int slash = -1;
    int before = -1;
    for (int i = from; i < to; i++) {
      byte c = text[i];
      if (c == '?') {
        return 0;
      }
      if (c == '#' || (c == '/' && startsWith(text, i, to, HISTORY))) {
        to = i;
      } else if (c == '/') {
        before = slash;
        slash = i;
      }
    }
    return finish(plain(BASIS, text, before < 0 ? from : before + 1, to));
  }

  /** Whether a reference points into its own resource. */
  static boolean isLocal(byte[] text, int from, int to) {
    return from == to || text[from] == '#';
  }

  private static boolean startsWith(byte[] text, int from, int to, byte[] start) {
    if (to - from < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if (text[from + i] != start[i]) {
        return false;
      }
    }
    return true;
  }

  private static long lower(long basis, byte[] text, int from, int to) {
    long hash = basis;
    for (int i = from; i < to; i++) {
      byte c = text[i];
      hash = (hash ^ (c >= 'A' && c <= 'Z' ? c + 32 : c)) * PRIME;
    }
    return hash;
  }

  private static long plain(long basis, byte[] text, int from, int to) {
    long hash = basis;
    for (int i = from; i < to; i++) {
      hash = (hash ^ text[i]) * PRIME;
    }
    return hash;
  }

  /** Finished as splitmix does, so that near spellings lie far apart. */
  private static long finish(long value) {
    long hash = value;
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    hash ^= hash >>> 31;
    return hash == 0 ? 1 : hash;
  }
}
