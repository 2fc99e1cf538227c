package org.openroi.redaction.redactor;

import java.util.Locale;

/**
 * References as 64-bit hashes: a record of hundreds of thousands of resources is held by them. Two
 * spellings of one reference ({@code urn:uuid:}, {@code Type/id}, an absolute URL, a version)
 * become one.
 */
final class Keys {
  private static final String URN = "urn:uuid:";
  private static final long BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private Keys() {}

  /** The key of a resource by type and id. */
  static long of(String type, String id) {
    return hash(type + "/" + id);
  }

  /** The key that a reference or a fullUrl says; 0 where it points into its own resource. */
  static long ofReference(CharSequence reference) {
    String text = reference.toString().strip();
    if (text.isEmpty() || text.startsWith("#")) {
      return 0;
    }
    if (text.startsWith(URN)) {
      return hash(text.toLowerCase(Locale.ROOT));
    }
    int query = text.indexOf('?');
    if (query >= 0) {
      return hash(text);
    }
    int fragment = text.indexOf('#');
    String plain = fragment < 0 ? text : text.substring(0, fragment);
    int version = plain.indexOf("/_history/");
    if (version >= 0) {
      plain = plain.substring(0, version);
    }
    int slash = plain.lastIndexOf('/');
    int before = slash < 0 ? -1 : plain.lastIndexOf('/', slash - 1);
    return hash(before < 0 ? plain : plain.substring(before + 1));
  }

  private static long hash(String text) {
    long hash = BASIS;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    // Finished as splitmix does, so that near spellings lie far apart.
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    hash ^= hash >>> 31;
    return hash == 0 ? 1 : hash;
  }
}
