package org.openroi.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.openroi.audit.log.Checkpoint;

/**
 * Carries every checkpoint out of the database. The export is its own cursor: what it ends with was
 * the last to get there.
 */
@ApplicationScoped
public class ExportCheckpoints {
  private static final int CHUNK = 1_000;

  private final Checkpoints checkpoints;
  private final ExportedCheckpoints exported;

  public ExportCheckpoints(Checkpoints checkpoints, ExportedCheckpoints exported) {
    this.checkpoints = checkpoints;
    this.exported = exported;
  }

  /** Exports what is not there yet and says how many that were. */
  public synchronized int export() {
    int count = 0;
    List<SignedCheckpoint> chunk;
    do {
      long size = exported.last().map(note -> Checkpoint.parse(note.text()).size()).orElse(0L);
      chunk = checkpoints.afterSize(size, CHUNK);
      exported.append(chunk.stream().map(SignedCheckpoint::note).toList());
      count += chunk.size();
    } while (chunk.size() == CHUNK);
    return count;
  }
}
