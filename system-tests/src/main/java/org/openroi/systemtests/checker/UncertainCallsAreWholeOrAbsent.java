package org.openroi.systemtests.checker;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openroi.event.EventType;
import org.openroi.systemtests.checker.Calls.Sent;
import org.openroi.systemtests.checker.Snapshot.Request;

/**
 * Never half: whatever became of a call, a release has one submission, one submission has one
 * release, and a release and the event that announces it exist together; nobody else asked.
 */
final class UncertainCallsAreWholeOrAbsent implements Invariant {
  @Override
  public String number() {
    return "I1";
  }

  @Override
  public Stream<String> violations(Snapshot snapshot) {
    Map<String, Long> announced =
        snapshot
            .published(EventType.RELEASE_REQUESTED)
            .collect(groupingBy(event -> event.subject(), counting()));
    Set<String> releases =
        snapshot.requests().stream().map(request -> request.release().toString()).collect(toSet());
    Set<String> submitted = Calls.of(snapshot, Call.Kind.SUBMISSION).map(Sent::id).collect(toSet());
    Stream<String> unannounced =
        snapshot.requests().stream()
            .filter(request -> announced.getOrDefault(request.release().toString(), 0L) != 1)
            .map(request -> "release " + request.release() + " was not announced exactly once");
    Stream<String> halves =
        announced.keySet().stream()
            .filter(release -> !releases.contains(release))
            .map(release -> "release " + release + " was announced and is not stored");
    Stream<String> unasked =
        snapshot.requests().stream()
            .filter(request -> !submitted.contains(request.submission()))
            .map(request -> "release " + request.release() + " was submitted by nobody");
    Stream<String> doubled =
        Stream.concat(
            repeated(snapshot, Request::submission, "submission "),
            repeated(snapshot, request -> request.release().toString(), "release "));
    return Stream.of(unannounced, halves, unasked, doubled).flatMap(Function.identity());
  }

  private static Stream<String> repeated(
      Snapshot snapshot, Function<Request, String> by, String what) {
    return snapshot.requests().stream().collect(groupingBy(by, counting())).entrySet().stream()
        .filter(one -> one.getValue() > 1)
        .map(one -> what + one.getKey() + " is there " + one.getValue() + " times");
  }
}
