package org.openroi.audit.log;

import java.util.List;

/**
 * Shows that the tree of one size is the beginning of the tree of another (RFC 6962 §2.1.2).
 *
 * @param hashes in the order of RFC 6962
 */
public record ConsistencyProof(long from, long to, List<Hash> hashes) {
  public ConsistencyProof {
    hashes = List.copyOf(hashes);
  }

  /** Whether the proof leads from one root to the other; false for a malformed one. */
  public boolean proves(Hash fromRoot, Hash toRoot) {
    if (from < 1 || from > to) {
      return false;
    }
    if (from == to) {
      return hashes.isEmpty() && fromRoot.equals(toRoot);
    }
    boolean whole = Long.bitCount(from) == 1;
    if (!whole && hashes.isEmpty()) {
      return false;
    }
    long node = from - 1;
    long last = to - 1;
    while ((node & 1) == 1) {
      node >>= 1;
      last >>= 1;
    }
    Hash old = whole ? fromRoot : hashes.getFirst();
    Hash now = old;
    for (Hash hash : whole ? hashes : hashes.subList(1, hashes.size())) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        old = Hash.ofNode(hash, old);
        now = Hash.ofNode(hash, now);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        now = Hash.ofNode(now, hash);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && old.equals(fromRoot) && now.equals(toRoot);
  }
}
