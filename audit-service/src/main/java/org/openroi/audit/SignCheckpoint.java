package org.openroi.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openroi.audit.log.Checkpoint;
import org.openroi.audit.log.CompactRange;
import org.openroi.audit.log.Hash;
import org.openroi.audit.log.MalformedNote;
import org.openroi.audit.log.MerkleTree;
import org.openroi.audit.log.SignedNote;
import org.openroi.audit.log.SignerKey;
import org.openroi.audit.log.TileRoot;

/**
 * Signs the log as far as it has no gap. Never signs a tree that does not begin with every tree
 * that was signed before: what the database and the export say of earlier checkpoints is held
 * against the log first, and a log that does not fit is not signed again.
 */
@ApplicationScoped
public class SignCheckpoint {
  private static final int CHUNK = 4_096;

  /** What became of an attempt to sign. */
  public sealed interface Signing {
    /** A checkpoint was signed. */
    record Signed(SignedCheckpoint checkpoint) implements Signing {}

    /** Nothing was appended since the last checkpoint. */
    record NothingNew() implements Signing {}

    /**
     * The log is not what was signed before. Nothing is signed until a human has looked.
     *
     * @param why in plain words
     */
    record Refused(String why) implements Signing {}
  }

  private final AuditLog log;
  private final Checkpoints checkpoints;
  private final ExportedCheckpoints exported;
  private final SignerKey key;
  private final List<TileRoot> fullTiles = new ArrayList<>();
  private @Nullable CompactRange tree;
  private @Nullable String checked;
  private boolean exportChecked;
  private Signing.@Nullable Refused broken;

  public SignCheckpoint(
      AuditLog log, Checkpoints checkpoints, ExportedCheckpoints exported, SignerKey key) {
    this.log = log;
    this.checkpoints = checkpoints;
    this.exported = exported;
    this.key = key;
  }

  /** Signs what was appended since the last checkpoint, if anything was. */
  public synchronized Signing sign(Instant at) {
    while (true) {
      if (broken != null) {
        return broken;
      }
      Optional<SignedCheckpoint> latest = checkpoints.latest();
      Optional<SignedNote> export = exportChecked ? Optional.empty() : exported.last();
      List<SignedNote> earlier = new ArrayList<>();
      latest.map(SignedCheckpoint::note).ifPresent(earlier::add);
      export.ifPresent(earlier::add);
      for (SignedNote note : earlier) {
        Optional<Signing.Refused> refused = check(note);
        if (refused.isPresent()) {
          return refused.get();
        }
      }
      exportChecked = true;
      CompactRange grown = grow(Long.MAX_VALUE);
      if (grown.size() == latest.map(last -> last.checkpoint().size()).orElse(0L)) {
        return new Signing.NothingNew();
      }
      log.addTileRoots(fullTiles);
      fullTiles.clear();
      Checkpoint checkpoint = new Checkpoint(log.origin(), grown.size(), grown.root());
      SignedCheckpoint signed =
          new SignedCheckpoint(
              latest.map(SignedCheckpoint::number).orElse(0) + 1,
              checkpoint,
              key.sign(checkpoint.text()),
              at);
      if (checkpoints.add(signed)) {
        checked = signed.note().toString();
        return new Signing.Signed(signed);
      }
    }
  }

  private Optional<Signing.Refused> check(SignedNote note) {
    if (note.toString().equals(checked)) {
      return Optional.empty();
    }
    Checkpoint checkpoint;
    try {
      checkpoint = Checkpoint.parse(note.text());
    } catch (MalformedNote malformed) {
      return refuse("an earlier checkpoint is not readable");
    }
    if (!key.verifier().verifies(note)) {
      return refuse("an earlier checkpoint was not signed with this key");
    }
    if (!checkpoint.origin().equals(log.origin())) {
      return refuse("an earlier checkpoint is of another log");
    }
    if (log.size() < checkpoint.size()) {
      // Not kept: a store that has just changed its primary may still be catching up.
      return Optional.of(
          new Signing.Refused(
              "the checkpoint of size "
                  + checkpoint.size()
                  + " commits to more entries than the log has"));
    }
    if (!rootAt(checkpoint).equals(checkpoint.root())) {
      return refuse(
          "the log does not have the root of its checkpoint of size " + checkpoint.size());
    }
    checked = note.toString();
    return Optional.empty();
  }

  private Optional<Signing.Refused> refuse(String why) {
    broken = new Signing.Refused(why);
    return Optional.of(broken);
  }

  private Hash rootAt(Checkpoint checkpoint) {
    if (tree == null) {
      CompactRange restored = restored(checkpoint.size());
      if (restored != null && restored.root().equals(checkpoint.root())) {
        tree = restored;
      }
    }
    if (tree != null && tree.size() > checkpoint.size()) {
      return new MerkleTree(checkpoint.size(), log).root();
    }
    return grow(checkpoint.size()).root();
  }

  /** The tree from its tiles; null where they are not whole, so that the leaves must be read. */
  private @Nullable CompactRange restored(long size) {
    try {
      return CompactRange.of(size, log, fullTiles::add);
    } catch (IllegalStateException tilesMissing) {
      return null;
    }
  }

  /** Appends leaves up to a size, or up to the first gap. */
  private CompactRange grow(long limit) {
    CompactRange growing = tree;
    if (growing == null) {
      growing = new CompactRange(fullTiles::add);
      tree = growing;
    }
    while (growing.size() < limit) {
      int chunk = (int) Math.min(CHUNK, limit - growing.size());
      List<Hash> leaves = log.leaves(growing.size(), chunk);
      leaves.forEach(growing::append);
      if (fullTiles.size() >= CHUNK) {
        log.addTileRoots(fullTiles);
        fullTiles.clear();
      }
      if (leaves.size() < chunk) {
        break;
      }
    }
    return growing;
  }
}
