package org.openroi.audit.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Known answers of Certificate Transparency's reference tree, and trees to compare with. */
final class TreeFixture {
  /** The eight leaf inputs of the reference tree. */
  static final List<byte[]> INPUTS =
      Stream.of(
              "",
              "00",
              "10",
              "2021",
              "3031",
              "40414243",
              "5051525354555657",
              "606162636465666768696a6b6c6d6e6f")
          .map(HexFormat.of()::parseHex)
          .toList();

  /** The roots over the first 0 to 8 of them. */
  static final List<String> ROOTS =
      List.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  private TreeFixture() {}

  static List<Hash> leaves(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Hash.ofLeaf(("leaf " + i).getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  /** MTH of RFC 6962 §2.1, word for word. */
  static Hash root(List<Hash> leaves) {
    int n = leaves.size();
    if (n == 0) {
      return Hash.OF_NOTHING;
    }
    if (n == 1) {
      return leaves.getFirst();
    }
    int k = Integer.highestOneBit(n - 1);
    return Hash.ofNode(root(leaves.subList(0, k)), root(leaves.subList(k, n)));
  }

  /** Tiles over leaves in memory; counts the hashes that are read. */
  static final class MemoryTiles implements Tiles {
    private final List<Hash> leaves;
    private final Map<List<Long>, Hash> roots = new HashMap<>();
    long hashesRead;

    MemoryTiles(List<Hash> leaves) {
      this.leaves = leaves;
      CompactRange range =
          new CompactRange(
              root -> roots.put(List.of((long) root.level(), root.index()), root.hash()));
      leaves.forEach(range::append);
    }

    @Override
    public List<Hash> tile(int level, long index, int width) {
      hashesRead += width;
      int from = (int) index * WIDTH;
      if (level == 0) {
        return leaves.subList(from, from + width);
      }
      List<Hash> hashes = new ArrayList<>();
      for (long i = from; i < from + width; i++) {
        Hash root = roots.get(List.of(level - 1L, i));
        if (root != null) {
          hashes.add(root);
        }
      }
      return hashes;
    }
  }

  static Hash hex(String text) {
    return Hash.of(HexFormat.of().parseHex(text));
  }
}
