package org.openroi.audit;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.openroi.audit.log.SignedNote;

/** Signed checkpoints outside the reach of whoever administers the database; appended to only. */
public interface ExportedCheckpoints {
  Optional<SignedNote> last();

  /** Reads the notes that are there now, oldest first, without what is appended meanwhile. */
  <T> T read(Function<Iterator<SignedNote>, T> use);

  /** Appends notes; they are on disk when the method returns. */
  void append(List<SignedNote> notes);
}
