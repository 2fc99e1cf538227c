package org.openroi.audit.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tree at one size, read from its tiles: roots and proofs of RFC 6962 §2.1. Reads each tile at
 * most once, and only the tiles that an answer needs: for ten million leaves at most six of 256
 * hashes.
 *
 * <p>Not for use by several threads.
 */
public final class MerkleTree {
  private final long size;
  private final Tiles tiles;
  private final Map<Place, List<Hash>> read = new HashMap<>();

  private record Place(int level, long index) {}

  /**
   * @param size number of leaves; the tiles may hold more
   */
  public MerkleTree(long size, Tiles tiles) {
    if (size < 0) {
      throw new IllegalArgumentException("a tree has no negative size");
    }
    this.size = size;
    this.tiles = tiles;
  }

  /** The root over all leaves. */
  public Hash root() {
    return size == 0 ? Hash.OF_NOTHING : range(0, size);
  }

  /**
   * The proof that a leaf is in this tree.
   *
   * @throws IllegalArgumentException when the tree has no such leaf
   */
  public InclusionProof inclusion(long index) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("the tree has no such leaf");
    }
    List<Hash> path = new ArrayList<>();
    long start = 0;
    long end = size;
    while (end - start > 1) {
      long middle = start + split(end - start);
      if (index < middle) {
        path.addFirst(range(middle, end));
        end = middle;
      } else {
        path.addFirst(range(start, middle));
        start = middle;
      }
    }
    return new InclusionProof(index, size, path);
  }

  /**
   * The proof that an earlier tree is the beginning of this one.
   *
   * @throws IllegalArgumentException when {@code from} is 0 or greater than this tree
   */
  public ConsistencyProof consistency(long from) {
    if (from < 1 || from > size) {
      throw new IllegalArgumentException("the tree has no such beginning");
    }
    List<Hash> path = new ArrayList<>();
    long start = 0;
    long end = size;
    boolean wholeSoFar = true;
    while (from < end) {
      long middle = start + split(end - start);
      if (from <= middle) {
        path.addFirst(range(middle, end));
        end = middle;
      } else {
        path.addFirst(range(start, middle));
        start = middle;
        wholeSoFar = false;
      }
    }
    if (!wholeSoFar) {
      path.addFirst(range(start, end));
    }
    return new ConsistencyProof(from, size, path);
  }

  /** The full subtrees that this tree consists of, largest first. */
  List<Hash> peaks() {
    List<Hash> peaks = new ArrayList<>();
    long start = 0;
    while (start < size) {
      long width = Long.highestOneBit(size - start);
      peaks.add(range(start, start + width));
      start += width;
    }
    return peaks;
  }

  /** The root over the leaves from {@code start} to before {@code end}. */
  private Hash range(long start, long end) {
    long width = end - start;
    if (Long.bitCount(width) == 1) {
      return subtree(Long.numberOfTrailingZeros(width), start / width);
    }
    long middle = start + split(width);
    return Hash.ofNode(range(start, middle), range(middle, end));
  }

  /** The root of the {@code index}th full subtree of 2^{@code height} leaves. */
  private Hash subtree(int height, long index) {
    int level = height / Tiles.HEIGHT;
    int span = 1 << (height % Tiles.HEIGHT);
    long first = index * span;
    List<Hash> tile = tile(level, first / Tiles.WIDTH);
    int from = (int) (first % Tiles.WIDTH);
    return fold(tile, from, from + span);
  }

  private List<Hash> tile(int level, long index) {
    return read.computeIfAbsent(
        new Place(level, index),
        place -> {
          long hashes = (size >> (Tiles.HEIGHT * level)) - index * Tiles.WIDTH;
          int width = (int) Math.min(Tiles.WIDTH, hashes);
          List<Hash> tile = tiles.tile(level, index, width);
          if (tile.size() != width) {
            throw new IllegalStateException("a tile is not whole");
          }
          return tile;
        });
  }

  private static Hash fold(List<Hash> hashes, int from, int to) {
    if (to - from == 1) {
      return hashes.get(from);
    }
    int middle = (from + to) / 2;
    return Hash.ofNode(fold(hashes, from, middle), fold(hashes, middle, to));
  }

  /** The largest power of two that is smaller than {@code n}. */
  static long split(long n) {
    return Long.highestOneBit(n - 1);
  }
}
