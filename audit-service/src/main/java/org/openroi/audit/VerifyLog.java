package org.openroi.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openroi.audit.StoredLog.StoredCheckpoint;
import org.openroi.audit.StoredLog.StoredEntry;
import org.openroi.audit.Verification.Finding;
import org.openroi.audit.log.Checkpoint;
import org.openroi.audit.log.CompactRange;
import org.openroi.audit.log.Hash;
import org.openroi.audit.log.MalformedNote;
import org.openroi.audit.log.SignedNote;
import org.openroi.audit.log.VerifierKey;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.InvalidEvent;
import org.openroi.event.Topics;

/**
 * Proves the log from its bytes alone, in one pass: every leaf is computed again from the stored
 * bytes, the bytes are compared with every field that can be searched, the tree is built again, and
 * every checkpoint, in the database and in the export, is held against it. Believes no stored hash
 * and no tile.
 *
 * <p>Not covered by a leaf, hence not proven: the partition and offset that an event came from.
 */
public final class VerifyLog {
  /** Findings that are spelled out; the rest is counted. */
  private static final int SPELLED_OUT = 50;

  /** Entries since the last good checkpoint that are kept in mind to name those that moved. */
  private static final int REMEMBERED = 100_000;

  private final StoredLog stored;
  private final Set<String> compactedTopics;

  /**
   * @param compactedTopics where an older version may be gone, so that a gap is no loss
   */
  public VerifyLog(StoredLog stored, Set<String> compactedTopics) {
    this.stored = stored;
    this.compactedTopics = Set.copyOf(compactedTopics);
  }

  /**
   * Verifies the whole log.
   *
   * @param exported the signed checkpoints that were kept outside the database, oldest first; none
   *     where there is no export; bounded before this is called
   */
  public Verification verify(VerifierKey key, Iterator<SignedNote> exported) {
    // In this order: what is signed while this runs must not look like a tail that was cut.
    try (Stream<StoredCheckpoint> checkpoints = stored.checkpoints();
        Stream<StoredEntry> entries = stored.entries()) {
      Run run = new Run(key, checkpoints.iterator(), exported);
      entries.forEachOrdered(run::entry);
      return run.end();
    }
  }

  private record Moved(long sequence, String partition, long offset) {}

  /** What a checkpoint commits to, once its signature is good. */
  private record Commitment(Checkpoint checkpoint, String note) {}

  private final class Run {
    private final VerifierKey key;
    private final Iterator<StoredCheckpoint> checkpoints;
    private final Iterator<SignedNote> exported;
    private final List<Finding> findings = new ArrayList<>();
    private final CompactRange tree = new CompactRange();
    private final SubjectVersions versions = new SubjectVersions();
    private final List<Moved> sinceGood = new ArrayList<>();

    private @Nullable Commitment nextStored;
    private @Nullable Commitment nextExported;
    private long findingsInAll;
    private long entries;
    private long bytes;
    private long expected;
    private long checkpointsRead;
    private long exportedRead;
    private long lastStoredSize;
    private long lastExportedSize;
    private long lastGoodSize;
    private long covered;
    private boolean gap;
    private boolean rootsDiffer;
    private boolean cut;

    Run(VerifierKey key, Iterator<StoredCheckpoint> checkpoints, Iterator<SignedNote> exported) {
      this.key = key;
      this.checkpoints = checkpoints;
      this.exported = exported;
      nextStored = readStored();
      nextExported = readExported();
      checkCommitments();
    }

    void entry(StoredEntry entry) {
      entries++;
      bytes += entry.bytes().length;
      entry.faults().forEach(fault -> found(entry.sequence(), fault));
      place(entry);
      Hash leaf = Hash.ofLeaf(entry.bytes());
      if (!Arrays.equals(leaf.bytes(), entry.leaf())) {
        found(entry.sequence(), "the stored bytes do not have the stored leaf hash");
      }
      fields(entry);
      if (!gap) {
        tree.append(leaf);
        if (entry.from() != null && sinceGood.size() < REMEMBERED) {
          Coordinates from = entry.from();
          sinceGood.add(
              new Moved(entry.sequence(), from.topic() + "/" + from.partition(), from.offset()));
        }
        checkCommitments();
      }
    }

    private void place(StoredEntry entry) {
      long sequence = entry.sequence();
      if (sequence < 0) {
        found(expected, "an entry has no valid sequence");
        gap = true;
      } else if (sequence < expected) {
        found(sequence, "two entries stand at this sequence");
        gap = true;
      } else {
        if (sequence > expected) {
          found(
              expected,
              sequence - expected == 1
                  ? "the entry is missing"
                  : "the entries from here to " + (sequence - 1) + " are missing");
          gap = true;
        }
        expected = sequence + 1;
      }
    }

    private void fields(StoredEntry entry) {
      EventEnvelope event;
      try {
        event = EventCodec.decodeStructured(entry.bytes());
      } catch (InvalidEvent notAnEvent) {
        found(entry.sequence(), "the stored bytes are not an event");
        return;
      }
      EntryFields fields = entry.fields();
      Coordinates from = entry.from();
      if (fields == null || from == null) {
        return;
      }
      for (String name : fields.differences(EntryFields.of(event))) {
        found(entry.sequence(), "the field " + name + " is not what the bytes say");
      }
      try {
        Topics.requireMayWrite(event, from.topic());
      } catch (InvalidEvent wrongTopic) {
        found(entry.sequence(), "the event does not belong on the topic it is said to be from");
        return;
      }
      if (!compactedTopics.contains(from.topic())) {
        int version = event.subjectVersion();
        int before = versions.replace(from.topic(), event.subject(), Math.max(1, version));
        if (version != before + 1) {
          found(
              entry.sequence(), "version " + version + " of its subject follows version " + before);
        }
      }
    }

    /** Holds every checkpoint of the present size against the present tree. */
    private void checkCommitments() {
      long size = tree.size();
      Commitment inStore = nextStored;
      while (inStore != null && inStore.checkpoint().size() <= size) {
        compare(inStore.checkpoint());
        nextStored = readStored();
        pairUp(inStore);
        inStore = nextStored;
      }
      dropExportedUpTo(size);
    }

    /** The exported note of a size must be the stored one of that size. */
    private void pairUp(Commitment inStore) {
      long size = inStore.checkpoint().size();
      dropExportedUpTo(size - 1);
      Commitment outside = nextExported;
      if (outside != null && outside.checkpoint().size() == size) {
        if (!outside.note().equals(inStore.note())) {
          found(size - 1, "the database and the export have different checkpoints of size " + size);
          compare(outside.checkpoint());
        }
        nextExported = readExported();
      }
    }

    private void dropExportedUpTo(long size) {
      Commitment outside = nextExported;
      while (outside != null && outside.checkpoint().size() <= size) {
        long missing = outside.checkpoint().size();
        found(
            missing - 1, "the exported checkpoint of size " + missing + " is not in the database");
        compare(outside.checkpoint());
        nextExported = readExported();
        outside = nextExported;
      }
    }

    private void compare(Checkpoint checkpoint) {
      long size = checkpoint.size();
      covered = Math.max(covered, size);
      if (gap || rootsDiffer || size != tree.size()) {
        return;
      }
      if (checkpoint.root().equals(tree.root())) {
        lastGoodSize = size;
        sinceGood.clear();
        return;
      }
      rootsDiffer = true;
      Set<Long> moved = moved();
      found(
          moved.isEmpty() ? lastGoodSize : moved.iterator().next(),
          "the checkpoint of size "
              + size
              + " has another root: an entry from "
              + lastGoodSize
              + " to "
              + (size - 1)
              + " was changed or moved"
              + (moved.isEmpty()
                  ? ""
                  : "; by their offsets these are out of place: "
                      + moved.stream()
                          .limit(10)
                          .map(String::valueOf)
                          .collect(Collectors.joining(", "))));
    }

    /** Entries since the last good checkpoint that do not stand where their offsets say. */
    private Set<Long> moved() {
      Set<Long> moved = new TreeSet<>();
      Map<String, List<Moved>> partitions =
          sinceGood.stream().collect(Collectors.groupingBy(Moved::partition));
      for (List<Moved> partition : partitions.values()) {
        long[] sorted = partition.stream().mapToLong(Moved::offset).sorted().toArray();
        for (int i = 0; i < sorted.length; i++) {
          if (partition.get(i).offset() != sorted[i]) {
            moved.add(partition.get(i).sequence());
          }
        }
      }
      return moved;
    }

    private @Nullable Commitment readStored() {
      while (checkpoints.hasNext()) {
        StoredCheckpoint stored = checkpoints.next();
        checkpointsRead++;
        long place = Math.max(0, stored.size() - 1);
        String name = "the checkpoint of size " + stored.size() + " in the database ";
        stored.faults().forEach(fault -> found(place, name + "is malformed: " + fault));
        if (stored.number() != checkpointsRead) {
          found(place, name + "has not the number that follows the one before it");
        }
        Commitment read = read(stored.note(), place, name);
        if (read == null) {
          continue;
        }
        Checkpoint checkpoint = read.checkpoint();
        if (checkpoint.size() != stored.size()
            || !checkpoint.root().toString().equals(stored.root())
            || !checkpoint.origin().equals(stored.log())) {
          found(place, name + "has fields that are not what its note says");
        }
        if (checkpoint.size() <= lastStoredSize) {
          found(place, name + "is not larger than the one before it");
          continue;
        }
        lastStoredSize = checkpoint.size();
        return read;
      }
      return null;
    }

    private @Nullable Commitment readExported() {
      while (true) {
        SignedNote note;
        try {
          if (!exported.hasNext()) {
            return null;
          }
          note = exported.next();
        } catch (MalformedNote malformed) {
          found(
              lastExportedSize,
              "the export holds something that is no checkpoint after the one of size "
                  + lastExportedSize);
          return null;
        }
        exportedRead++;
        Commitment read =
            read(
                note.toString(),
                lastExportedSize,
                "the exported checkpoint after the one of size " + lastExportedSize + " ");
        if (read != null && read.checkpoint().size() > lastExportedSize) {
          lastExportedSize = read.checkpoint().size();
          return read;
        } else if (read != null) {
          found(
              lastExportedSize,
              "the export holds a checkpoint of size "
                  + read.checkpoint().size()
                  + " after one of size "
                  + lastExportedSize);
        }
      }
    }

    private @Nullable Commitment read(String text, long place, String name) {
      Commitment known = nextStored;
      if (known != null && known.note().equals(text)) {
        return known;
      }
      try {
        SignedNote note = SignedNote.parse(text);
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        if (!key.verifies(note)) {
          found(place, name + "is not signed with the given key");
        } else if (!checkpoint.origin().equals(key.name())) {
          found(place, name + "is of another log");
        } else {
          return new Commitment(checkpoint, text);
        }
      } catch (MalformedNote malformed) {
        found(place, name + "is not a signed checkpoint");
      }
      return null;
    }

    Verification end() {
      long size = gap ? expected : tree.size();
      while (nextStored != null) {
        beyond(nextStored, size, "in the database");
        nextStored = readStored();
      }
      while (nextExported != null) {
        beyond(nextExported, size, "in the export");
        nextExported = readExported();
      }
      return new Verification(
          key.name(),
          entries,
          bytes,
          checkpointsRead,
          exportedRead,
          tree.root(),
          Math.max(0, size - covered),
          findings,
          findingsInAll);
    }

    private void beyond(Commitment commitment, long size, String where) {
      long committed = commitment.checkpoint().size();
      covered = Math.max(covered, committed);
      if (committed > size && !cut) {
        cut = true;
        found(
            size,
            "the log ends here, but the checkpoint of size "
                + committed
                + " "
                + where
                + " commits to entries up to "
                + (committed - 1)
                + ": the tail was cut");
      }
    }

    private void found(long sequence, String what) {
      findingsInAll++;
      if (findings.size() < SPELLED_OUT) {
        findings.add(new Finding(sequence, what));
      }
    }
  }
}
