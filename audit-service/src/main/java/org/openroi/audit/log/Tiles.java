package org.openroi.audit.log;

import java.util.List;

/**
 * The hashes that proofs are made of, in tiles of 256 (c2sp.org/tlog-tiles): level 0 holds the leaf
 * hashes, each hash of level <i>n</i> + 1 is the root of one full tile of level <i>n</i>.
 */
@FunctionalInterface
public interface Tiles {
  /** Binary levels of the tree in one tile. */
  int HEIGHT = 8;

  /** Hashes in a full tile. */
  int WIDTH = 1 << HEIGHT;

  /**
   * The first {@code width} hashes of a tile, in order.
   *
   * @throws IllegalStateException when the log does not hold that many
   */
  List<Hash> tile(int level, long index, int width);
}
