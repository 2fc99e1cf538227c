package org.openroi.systemtests.checker;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.openroi.event.EventType;
import org.openroi.systemtests.checker.Call.Outcome;
import org.openroi.systemtests.checker.Calls.Sent;

/**
 * What the client was told is done, is done: a submission is one release, the one that the answer
 * named; a refusal is published; recorded evidence is there.
 */
final class AcknowledgedCallsAreStored implements Invariant {
  @Override
  public String number() {
    return "I1";
  }

  @Override
  public Stream<String> violations(Snapshot snapshot) {
    Map<String, Set<String>> releases =
        snapshot.requests().stream()
            .collect(
                groupingBy(
                    Snapshot.Request::submission,
                    mapping(request -> request.release().toString(), toSet())));
    Set<String> refused =
        snapshot.published(EventType.SUBMISSION_REFUSED).map(Snapshot::cause).collect(toSet());
    Set<String> subjects =
        snapshot.stores().stream()
            .flatMap(store -> store.outbox().stream())
            .map(row -> row.event().subject())
            .collect(toSet());
    return Calls.of(snapshot).stream()
        .filter(sent -> sent.outcome() == Outcome.OK)
        .flatMap(sent -> missing(sent, releases, refused, subjects));
  }

  private static Stream<String> missing(
      Sent sent, Map<String, Set<String>> releases, Set<String> refused, Set<String> subjects) {
    return switch (sent.kind()) {
      case SUBMISSION -> {
        Set<String> made = releases.getOrDefault(sent.id(), Set.of());
        if (made.size() != 1) {
          yield Stream.of("call " + sent.id() + " was ok and made " + made.size() + " releases");
        }
        yield sent.answers().stream()
            .filter(answer -> !made.contains(answer))
            .map(answer -> "call " + sent.id() + " was answered with " + answer + ", not its own");
      }
      case REFUSED ->
          refused.contains(sent.id())
              ? Stream.empty()
              : Stream.of("refusable call " + sent.id() + " was taken and its refusal not told");
      case EVIDENCE ->
          sent.answers().stream()
              .filter(answer -> !subjects.contains(answer))
              .map(answer -> "call " + sent.id() + " recorded " + answer + ", which is not there");
      case POISON -> Stream.empty();
    };
  }
}
