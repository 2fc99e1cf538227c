package org.openroi.systemtests.checker;

import java.util.Objects;
import java.util.stream.Stream;
import org.openroi.systemtests.checker.Snapshot.Replay;

/** Reading every topic again from offset 0 changes no row, no document and sends no byte. */
final class ReplayChangesNothing implements Invariant {
  @Override
  public String number() {
    return "I14";
  }

  @Override
  public Stream<String> violations(Snapshot snapshot) {
    Replay replay = snapshot.replay();
    if (replay == null) {
      return Stream.empty();
    }
    return Stream.concat(replay.before().keySet().stream(), replay.after().keySet().stream())
        .distinct()
        .filter(name -> !Objects.equals(replay.before().get(name), replay.after().get(name)))
        .map(name -> name + " is not what it was before the replay");
  }
}
