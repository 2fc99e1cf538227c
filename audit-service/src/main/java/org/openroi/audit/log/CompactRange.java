package org.openroi.audit.log;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A growing tree of which only the roots of its full subtrees are kept: at most 63 hashes, whatever
 * its size.
 *
 * <p>Not for use by several threads.
 */
public final class CompactRange {
  /** At {@code h} the full subtree of 2^h leaves, where bit {@code h} of the size is set. */
  private final Hash[] peaks = new Hash[Long.SIZE - 1];

  private final Consumer<TileRoot> fullTiles;
  private long size;

  /** An empty tree. */
  public CompactRange() {
    this(tile -> {});
  }

  /** An empty tree that tells of every tile that an appended leaf makes full, lowest first. */
  public CompactRange(Consumer<TileRoot> fullTiles) {
    Arrays.fill(peaks, Hash.OF_NOTHING);
    this.fullTiles = fullTiles;
  }

  /** The tree as it stands at a size, read from its tiles. */
  public static CompactRange of(long size, Tiles tiles, Consumer<TileRoot> fullTiles) {
    CompactRange range = new CompactRange(fullTiles);
    range.size = size;
    long rest = size;
    for (Hash peak : new MerkleTree(size, tiles).peaks()) {
      long width = Long.highestOneBit(rest);
      range.peaks[Long.numberOfTrailingZeros(width)] = peak;
      rest -= width;
    }
    return range;
  }

  /** Number of leaves, and the sequence of the next one. */
  public long size() {
    return size;
  }

  public void append(Hash leaf) {
    Hash hash = leaf;
    int height = 0;
    for (long bits = size; (bits & 1) == 1; bits >>= 1) {
      hash = Hash.ofNode(peaks[height], hash);
      height++;
      if (height % Tiles.HEIGHT == 0) {
        fullTiles.accept(new TileRoot(height / Tiles.HEIGHT - 1, size >> height, hash));
      }
    }
    peaks[height] = hash;
    size++;
  }

  /** The root over all leaves so far. */
  public Hash root() {
    if (size == 0) {
      return Hash.OF_NOTHING;
    }
    int height = Long.numberOfTrailingZeros(size);
    Hash root = peaks[height];
    for (int h = height + 1; h < Long.SIZE - Long.numberOfLeadingZeros(size); h++) {
      if ((size >> h & 1) == 1) {
        root = Hash.ofNode(peaks[h], root);
      }
    }
    return root;
  }
}
