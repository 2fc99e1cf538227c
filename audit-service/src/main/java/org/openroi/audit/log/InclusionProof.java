package org.openroi.audit.log;

import java.util.List;

/**
 * Shows that a leaf stands at an index of the tree of a size (RFC 6962 §2.1.1).
 *
 * @param hashes from the leaf's sibling upwards
 */
public record InclusionProof(long index, long size, List<Hash> hashes) {
  public InclusionProof {
    hashes = List.copyOf(hashes);
  }

  /** Whether the proof leads from this leaf to this root; false for a malformed one. */
  public boolean proves(Hash leaf, Hash root) {
    if (index < 0 || index >= size) {
      return false;
    }
    long node = index;
    long last = size - 1;
    Hash hash = leaf;
    for (Hash sibling : hashes) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        hash = Hash.ofNode(sibling, hash);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        hash = Hash.ofNode(hash, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && hash.equals(root);
  }
}
