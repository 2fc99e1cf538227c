package org.openroi.systemtests.checker;

import static java.util.stream.Collectors.toSet;

import java.util.Set;
import java.util.stream.Stream;
import org.openroi.systemtests.checker.Call.Kind;
import org.openroi.systemtests.checker.Call.Outcome;
import org.openroi.systemtests.checker.Calls.Sent;

/** What the client was told is refused, left no release. */
final class RefusedCallsLeaveNothing implements Invariant {
  @Override
  public String number() {
    return "I1";
  }

  @Override
  public Stream<String> violations(Snapshot snapshot) {
    Set<String> mayBe =
        Calls.of(snapshot, Kind.SUBMISSION)
            .filter(sent -> sent.outcome() != Outcome.FAIL)
            .map(Sent::id)
            .collect(toSet());
    Set<String> refused =
        Calls.of(snapshot).stream()
            .filter(sent -> sent.outcome() == Outcome.FAIL || sent.kind() == Kind.REFUSED)
            .map(Sent::id)
            .filter(id -> !mayBe.contains(id))
            .collect(toSet());
    return snapshot.requests().stream()
        .filter(request -> refused.contains(request.submission()))
        .map(request -> "release " + request.release() + " came of a call that was refused");
  }
}
