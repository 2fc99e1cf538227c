package org.openroi.systemtests.checker;

import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openroi.event.ReleaseStatus;
import org.openroi.systemtests.checker.Call.Kind;
import org.openroi.systemtests.checker.Call.Outcome;

/** The history by call instead of by attempt: one id with one body is one call. */
final class Calls {
  private Calls() {}

  /** A call with all its attempts. */
  record Sent(String id, String sha256, List<Call> attempts) {
    Kind kind() {
      return attempts.getFirst().kind();
    }

    /** OK once any attempt was; refused only when no attempt may have happened. */
    Outcome outcome() {
      if (any(Outcome.OK)) {
        return Outcome.OK;
      }
      return any(Outcome.INFO) ? Outcome.INFO : Outcome.FAIL;
    }

    Set<String> answers() {
      return attempts.stream()
          .map(Call::answer)
          .filter(Objects::nonNull)
          .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<ReleaseStatus> rests() {
      return attempts.getLast().rests();
    }

    private boolean any(Outcome outcome) {
      return attempts.stream().anyMatch(call -> call.outcome() == outcome);
    }
  }

  static List<Sent> of(Snapshot snapshot) {
    return snapshot.calls().stream()
        .collect(groupingBy(call -> Map.entry(call.id(), call.sha256())))
        .entrySet()
        .stream()
        .map(one -> new Sent(one.getKey().getKey(), one.getKey().getValue(), one.getValue()))
        .toList();
  }

  static Stream<Sent> of(Snapshot snapshot, Kind kind) {
    return of(snapshot).stream().filter(sent -> sent.kind() == kind);
  }

  /** The hashes of every message that nobody could take. */
  static Set<String> poison(Snapshot snapshot) {
    return of(snapshot, Kind.POISON).map(Sent::sha256).collect(Collectors.toSet());
  }
}
