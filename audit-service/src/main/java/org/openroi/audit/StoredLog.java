package org.openroi.audit;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The log as it lies in the store, believed in nothing. Streams must be closed. */
public interface StoredLog {

  /**
   * An entry's document.
   *
   * @param faults what is wrong with its form, in plain words: a field that is missing, of another
   *     type, or one too many
   */
  record StoredEntry(
      long sequence,
      byte[] bytes,
      byte[] leaf,
      @Nullable EntryFields fields,
      @Nullable Coordinates from,
      List<String> faults) {}

  /**
   * A checkpoint's document.
   *
   * @param root hexadecimal
   * @param faults as for an entry
   */
  record StoredCheckpoint(
      int number,
      String log,
      long size,
      String root,
      String note,
      @Nullable Instant signedAt,
      List<String> faults) {}

  /** Every entry's document, ordered by sequence; those without one first. */
  Stream<StoredEntry> entries();

  /** Every checkpoint's document that is there now, ordered by size. */
  Stream<StoredCheckpoint> checkpoints();
}
