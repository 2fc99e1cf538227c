package org.openroi.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checkpoints in memory. */
final class InMemoryCheckpoints implements Checkpoints {
  private final List<SignedCheckpoint> checkpoints = new ArrayList<>();

  @Override
  public synchronized Optional<SignedCheckpoint> latest() {
    return checkpoints.isEmpty() ? Optional.empty() : Optional.of(checkpoints.getLast());
  }

  @Override
  public synchronized List<SignedCheckpoint> after(int number, int limit) {
    return checkpoints.stream().filter(c -> c.number() > number).limit(limit).toList();
  }

  @Override
  public synchronized List<SignedCheckpoint> afterSize(long size, int limit) {
    return checkpoints.stream().filter(c -> c.checkpoint().size() > size).limit(limit).toList();
  }

  @Override
  public synchronized boolean add(SignedCheckpoint added) {
    boolean taken =
        checkpoints.stream()
            .anyMatch(
                c ->
                    c.number() == added.number()
                        || c.checkpoint().size() == added.checkpoint().size());
    return !taken && checkpoints.add(added);
  }
}
