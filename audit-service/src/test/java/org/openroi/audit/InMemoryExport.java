package org.openroi.audit;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.openroi.audit.log.SignedNote;

/** Exported checkpoints in memory. */
final class InMemoryExport implements ExportedCheckpoints {
  private final List<SignedNote> notes = new ArrayList<>();

  @Override
  public synchronized Optional<SignedNote> last() {
    return notes.isEmpty() ? Optional.empty() : Optional.of(notes.getLast());
  }

  @Override
  public synchronized <T> T read(Function<Iterator<SignedNote>, T> use) {
    return use.apply(List.copyOf(notes).iterator());
  }

  @Override
  public synchronized void append(List<SignedNote> added) {
    notes.addAll(added);
  }
}
