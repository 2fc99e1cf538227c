package org.openroi.audit;

import java.util.List;
import java.util.Optional;

/** The checkpoints of the log, as durable as the log. */
public interface Checkpoints {
  Optional<SignedCheckpoint> latest();

  /** The first checkpoints with a greater number, in their order. */
  List<SignedCheckpoint> after(int number, int limit);

  /** The first checkpoints with a greater size, in their order. */
  List<SignedCheckpoint> afterSize(long size, int limit);

  /**
   * Adds a checkpoint, unless its number or its size is taken.
   *
   * @return whether it was added
   */
  boolean add(SignedCheckpoint checkpoint);
}
