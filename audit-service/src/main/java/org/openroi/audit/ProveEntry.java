package org.openroi.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.openroi.audit.log.InclusionProof;
import org.openroi.audit.log.MerkleTree;

/** Shows an entry and that the newest checkpoint commits to it. */
@ApplicationScoped
public class ProveEntry {

  /** What is known of a sequence. */
  public sealed interface Proving {
    /** The entry, and the proof that leads from its leaf to the checkpoint's root. */
    record Proven(Entry entry, InclusionProof proof, SignedCheckpoint checkpoint)
        implements Proving {}

    /** The entry is in the log, but no checkpoint commits to it yet. */
    record NotYetSigned(Entry entry) implements Proving {}

    /** The log has no such entry. */
    record Unknown() implements Proving {}
  }

  private final AuditLog log;
  private final Checkpoints checkpoints;

  public ProveEntry(AuditLog log, Checkpoints checkpoints) {
    this.log = log;
    this.checkpoints = checkpoints;
  }

  public Proving prove(long sequence) {
    Optional<Entry> entry = log.entry(sequence);
    if (entry.isEmpty()) {
      return new Proving.Unknown();
    }
    Optional<SignedCheckpoint> latest = checkpoints.latest();
    if (latest.isEmpty() || latest.get().checkpoint().size() <= sequence) {
      return new Proving.NotYetSigned(entry.get());
    }
    long size = latest.get().checkpoint().size();
    InclusionProof proof = new MerkleTree(size, log).inclusion(sequence);
    return new Proving.Proven(entry.get(), proof, latest.get());
  }
}
