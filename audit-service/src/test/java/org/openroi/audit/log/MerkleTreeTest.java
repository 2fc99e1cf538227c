package org.openroi.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openroi.audit.log.TreeFixture.hex;
import static org.openroi.audit.log.TreeFixture.leaves;
import static org.openroi.audit.log.TreeFixture.root;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.openroi.audit.log.TreeFixture.MemoryTiles;

class MerkleTreeTest {
  private static final Hash OTHER = Hash.ofLeaf(new byte[] {42});

  private static List<Hash> referenceLeaves() {
    return TreeFixture.INPUTS.stream().map(Hash::ofLeaf).toList();
  }

  @Test
  void hasTheRootsOfTheReferenceTree() {
    CompactRange range = new CompactRange();
    for (int size = 0; size <= 8; size++) {
      assertThat(range.root()).hasToString(TreeFixture.ROOTS.get(size));
      MerkleTree tree = new MerkleTree(size, new MemoryTiles(referenceLeaves()));
      assertThat(tree.root()).hasToString(TreeFixture.ROOTS.get(size));
      if (size < 8) {
        range.append(referenceLeaves().get(size));
      }
    }
  }

  @Test
  void hasTheInclusionProofsOfTheReferenceTree() {
    MemoryTiles tiles = new MemoryTiles(referenceLeaves());
    assertThat(new MerkleTree(1, tiles).inclusion(0).hashes()).isEmpty();
    assertThat(new MerkleTree(8, tiles).inclusion(0).hashes())
        .containsExactly(
            hex("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"),
            hex("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"),
            hex("6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"));
    assertThat(new MerkleTree(8, tiles).inclusion(5).hashes())
        .containsExactly(
            hex("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"),
            hex("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
            hex("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"));
    assertThat(new MerkleTree(3, tiles).inclusion(2).hashes())
        .containsExactly(hex("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"));
  }

  @Test
  void hasTheConsistencyProofsOfTheReferenceTree() {
    MemoryTiles tiles = new MemoryTiles(referenceLeaves());
    assertThat(new MerkleTree(8, tiles).consistency(6).hashes())
        .containsExactly(
            hex("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"),
            hex("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
            hex("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"));
    assertThat(new MerkleTree(5, tiles).consistency(2).hashes())
        .containsExactly(
            hex("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"),
            hex("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"));
    assertThat(new MerkleTree(8, tiles).consistency(8).hashes()).isEmpty();
  }

  @Test
  void provesEveryLeafAndEveryBeginningOfEverySmallTree() {
    List<Hash> leaves = leaves(70);
    for (int size = 1; size <= leaves.size(); size++) {
      Hash root = root(leaves.subList(0, size));
      MerkleTree tree = new MerkleTree(size, new MemoryTiles(leaves));
      assertThat(tree.root()).isEqualTo(root);
      for (int index = 0; index < size; index++) {
        InclusionProof proof = tree.inclusion(index);
        assertThat(proof.proves(leaves.get(index), root)).isTrue();
        assertThat(proof.proves(OTHER, root)).isFalse();
        assertThat(proof.proves(leaves.get(index), OTHER)).isFalse();
        assertNoneOfTheBrokenProves(proof, leaves.get(index), root);
      }
      for (int from = 1; from <= size; from++) {
        Hash before = root(leaves.subList(0, from));
        ConsistencyProof proof = tree.consistency(from);
        assertThat(proof.proves(before, root)).isTrue();
        assertThat(proof.proves(OTHER, root)).isFalse();
        assertThat(proof.proves(before, OTHER)).isFalse();
        assertThat(new ConsistencyProof(from, size, longer(proof.hashes())).proves(before, root))
            .isFalse();
        if (!proof.hashes().isEmpty()) {
          assertThat(new ConsistencyProof(from, size, shorter(proof.hashes())).proves(before, root))
              .isFalse();
        }
      }
    }
  }

  private static void assertNoneOfTheBrokenProves(InclusionProof proof, Hash leaf, Hash root) {
    long index = proof.index();
    long size = proof.size();
    assertThat(new InclusionProof(index, size, longer(proof.hashes())).proves(leaf, root))
        .isFalse();
    assertThat(new InclusionProof(-1, size, proof.hashes()).proves(leaf, root)).isFalse();
    assertThat(new InclusionProof(size, size, proof.hashes()).proves(leaf, root)).isFalse();
    if (!proof.hashes().isEmpty()) {
      assertThat(new InclusionProof(index, size, shorter(proof.hashes())).proves(leaf, root))
          .isFalse();
      assertThat(new InclusionProof(index ^ 1, size, proof.hashes()).proves(leaf, root)).isFalse();
      List<Hash> changed = new ArrayList<>(proof.hashes());
      changed.set(changed.size() / 2, OTHER);
      assertThat(new InclusionProof(index, size, changed).proves(leaf, root)).isFalse();
    }
  }

  private static List<Hash> longer(List<Hash> hashes) {
    List<Hash> longer = new ArrayList<>(hashes);
    longer.add(OTHER);
    return longer;
  }

  private static List<Hash> shorter(List<Hash> hashes) {
    return hashes.subList(0, hashes.size() - 1);
  }

  @Test
  void agreesAcrossTilesAndReadsFewHashes() {
    int most = 140_000;
    List<Hash> leaves = leaves(most);
    MemoryTiles tiles = new MemoryTiles(leaves);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 30; round++) {
      int size = 1 + random.nextInt(most);
      int index = random.nextInt(size);
      int from = 1 + random.nextInt(size);
      Hash root = root(leaves.subList(0, size));
      CompactRange restored = CompactRange.of(size, tiles, full -> {});
      assertThat(restored.root()).as("seed %d", seed).isEqualTo(root);
      assertThat(restored.size()).isEqualTo(size);
      tiles.hashesRead = 0;
      InclusionProof proof = new MerkleTree(size, tiles).inclusion(index);
      assertThat(tiles.hashesRead).isLessThanOrEqualTo(6 * 256);
      assertThat(proof.proves(leaves.get(index), root)).as("seed %d", seed).isTrue();
      assertThat(
              new MerkleTree(size, tiles)
                  .consistency(from)
                  .proves(root(leaves.subList(0, from)), root))
          .as("seed %d", seed)
          .isTrue();
    }
  }

  @Test
  void growsOnFromARestoredTreeAndTellsOfTheSameFullTiles() {
    List<Hash> leaves = leaves(70_000);
    MemoryTiles tiles = new MemoryTiles(leaves);
    List<TileRoot> all = new ArrayList<>();
    CompactRange whole = new CompactRange(all::add);
    leaves.forEach(whole::append);
    assertThat(all).hasSize(273 + 1);
    int at = 12_345;
    List<TileRoot> later = new ArrayList<>();
    CompactRange restored = CompactRange.of(at, tiles, later::add);
    leaves.subList(at, leaves.size()).forEach(restored::append);
    assertThat(restored.root()).isEqualTo(whole.root());
    assertThat(later).isEqualTo(all.subList(at / 256, all.size()));
  }

  @Test
  void refusesATileThatIsNotWhole() {
    assertThatThrownBy(() -> new MerkleTree(3, (level, index, width) -> List.of(OTHER)).root())
        .isInstanceOf(IllegalStateException.class);
  }
}
