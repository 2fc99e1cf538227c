package org.openroi.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The newest version of each subject of each topic, in 20 bytes each: millions of subjects in
 * memory at once. A subject is known by 128 bits of its SHA-256.
 */
final class SubjectVersions {
  private final MessageDigest sha256 = digest();
  private long[] keys = new long[2 * 1_024];
  private int[] versions = new int[1_024];
  private int used;

  /** Takes a version as the newest and returns the one that was, 0 if there was none. */
  int replace(String topic, String subject, int version) {
    sha256.update(topic.getBytes(StandardCharsets.UTF_8));
    sha256.update((byte) 0);
    ByteBuffer hash = ByteBuffer.wrap(sha256.digest(subject.getBytes(StandardCharsets.UTF_8)));
    int slot = slot(hash.getLong(), hash.getLong());
    int before = versions[slot];
    if (before == 0 && ++used > versions.length / 2) {
      versions[slot] = version;
      grow();
    } else {
      versions[slot] = version;
    }
    return before;
  }

  private int slot(long high, long low) {
    int mask = versions.length - 1;
    int slot = (int) high & mask;
    while (versions[slot] != 0 && !(keys[2 * slot] == high && keys[2 * slot + 1] == low)) {
      slot = (slot + 1) & mask;
    }
    keys[2 * slot] = high;
    keys[2 * slot + 1] = low;
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldVersions = versions;
    keys = new long[oldKeys.length * 2];
    versions = new int[oldVersions.length * 2];
    for (int i = 0; i < oldVersions.length; i++) {
      if (oldVersions[i] != 0) {
        versions[slot(oldKeys[2 * i], oldKeys[2 * i + 1])] = oldVersions[i];
      }
    }
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException("every Java platform has SHA-256", every);
    }
  }
}
