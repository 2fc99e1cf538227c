package org.openroi.systemtests.checker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.InvalidEvent;

/**
 * Sequences run 0, 1, 2…; each leaf is the hash of the stored bytes and the queryable fields say
 * what the bytes say; every checkpoint that ever left is signed and names the root over these
 * leaves; the last one covers them all.
 */
final class CheckpointsSignTheLeaves implements Invariant {
  @Override
  public String number() {
    return "I10";
  }

  @Override
  public Stream<String> violations(Snapshot snapshot) {
    AuditLog audit = snapshot.audit();
    List<String> found = new ArrayList<>();
    TreeMap<Long, List<Checkpoint>> bySize = new TreeMap<>();
    for (String note : audit.checkpoints()) {
      Checkpoint.verified(note, audit.publicKey())
          .ifPresentOrElse(
              checkpoint ->
                  bySize
                      .computeIfAbsent(checkpoint.size(), size -> new ArrayList<>())
                      .add(checkpoint),
              () -> found.add("a checkpoint is not signed by the log"));
    }
    MerkleTree tree = new MerkleTree();
    long size = 0;
    compare(found, bySize, size, tree);
    for (AuditLog.Entry entry : audit.entries()) {
      if (entry.sequence() != size) {
        found.add("sequence " + entry.sequence() + " stands where " + size + " belongs");
        return found.stream();
      }
      byte[] leaf = MerkleTree.leafHash(entry.bytes());
      if (!HexFormat.of().formatHex(leaf).equals(entry.leafHash())) {
        found.add("entry " + size + " has not the leaf of its bytes");
      }
      if (!saysWhatItsFieldsSay(entry)) {
        found.add("entry " + size + " is not what its queryable fields say");
      }
      tree.append(leaf);
      size++;
      compare(found, bySize, size, tree);
    }
    long last = bySize.isEmpty() ? 0 : bySize.lastKey();
    if (last != size) {
      found.add("the last checkpoint covers " + last + " of " + size + " entries");
    }
    return found.stream();
  }

  private static void compare(
      List<String> found, Map<Long, List<Checkpoint>> bySize, long size, MerkleTree tree) {
    List<Checkpoint> checkpoints = bySize.getOrDefault(size, List.of());
    if (!checkpoints.isEmpty()) {
      byte[] root = tree.root();
      if (!checkpoints.stream().allMatch(one -> Arrays.equals(root, one.root()))) {
        found.add("a checkpoint of size " + size + " names another root");
      }
    }
  }

  private static boolean saysWhatItsFieldsSay(AuditLog.Entry entry) {
    try {
      EventEnvelope event =
          EventCodec.decode(
              Map.of("content-type", EventCodec.STRUCTURED_CONTENT_TYPE), entry.bytes());
      return EventKey.of(event).equals(entry.event());
    } catch (InvalidEvent unreadable) {
      return false;
    }
  }
}
