package org.openroi.systemtests.checker;

import java.util.stream.Stream;

/** Every consumer has come to the end of every partition, and no event waits for an earlier one. */
final class NoPartitionIsStuck implements Invariant {
  @Override
  public String number() {
    return "I11";
  }

  @Override
  public Stream<String> violations(Snapshot snapshot) {
    Stream<String> behind =
        snapshot.progress().stream()
            .filter(progress -> progress.committed() < progress.end())
            .map(
                progress ->
                    "%s is at %d of %d in %s/%d"
                        .formatted(
                            progress.group(),
                            progress.committed(),
                            progress.end(),
                            progress.topic(),
                            progress.partition()));
    Stream<String> parked =
        snapshot.stores().stream()
            .filter(store -> store.parked() > 0)
            .map(store -> store.service() + " has " + store.parked() + " parked events");
    return Stream.concat(behind, parked);
  }
}
