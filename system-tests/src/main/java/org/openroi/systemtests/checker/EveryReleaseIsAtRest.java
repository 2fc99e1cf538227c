package org.openroi.systemtests.checker;

import static java.util.stream.Collectors.toMap;

import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openroi.event.EventEnvelope;
import org.openroi.event.ReleaseId;
import org.openroi.event.ReleaseStatus;
import org.openroi.event.ReleaseStatusChanged;
import org.openroi.event.Topics;
import org.openroi.systemtests.checker.Snapshot.Decision;
import org.openroi.systemtests.checker.Snapshot.Request;
import org.openroi.systemtests.checker.Snapshot.Status;

/**
 * At rest every release is in exactly one state that lasts, the one where its evidence puts it;
 * intake's row, intake's timeline, authorization's last decision and the status topic all say the
 * same.
 */
final class EveryReleaseIsAtRest implements Invariant {
  @Override
  public String number() {
    return "I2";
  }

  @Override
  public Stream<String> violations(Snapshot snapshot) {
    Map<ReleaseId, Status> timeline =
        snapshot.timelines().stream()
            .collect(toMap(Status::release, s -> s, latest(Comparator.comparing(Status::version))));
    Map<ReleaseId, Decision> decisions =
        snapshot.decisions().stream()
            .collect(
                toMap(Decision::release, d -> d, latest(Comparator.comparing(Decision::version))));
    Map<ReleaseId, ReleaseStatus> onTopic =
        snapshot.records().stream()
            .filter(record -> record.at().topic().equals(Topics.RELEASE_STATUS))
            .map(TopicRecord::event)
            .filter(Objects::nonNull)
            .collect(
                toMap(
                    event -> ReleaseId.of(event.subject()),
                    event -> event,
                    latest(Comparator.comparing(EventEnvelope::subjectVersion))))
            .entrySet()
            .stream()
            .collect(
                toMap(
                    Map.Entry::getKey,
                    one -> ((ReleaseStatusChanged) one.getValue().data()).status()));
    Stream<String> unlike =
        snapshot.requests().stream()
            .flatMap(
                request -> {
                  Status last = timeline.get(request.release());
                  Decision decision = decisions.get(request.release());
                  return Stream.of(
                          request.status() == ReleaseStatus.RECEIVED ? "still undecided" : null,
                          differs(request, "timeline", last == null ? null : last.status()),
                          differs(
                              request, "decision", decision == null ? null : decision.outcome()),
                          differs(request, "status topic", onTopic.get(request.release())))
                      .filter(Objects::nonNull)
                      .map(what -> "release " + request.release() + " is " + what);
                });
    return Stream.concat(unlike, misplaced(snapshot));
  }

  private static Stream<String> misplaced(Snapshot snapshot) {
    Map<String, Request> bySubmission =
        snapshot.requests().stream().collect(toMap(Request::submission, r -> r, (a, b) -> a));
    return Calls.of(snapshot, Call.Kind.SUBMISSION)
        .filter(sent -> sent.rests() != null)
        .flatMap(
            sent ->
                Stream.ofNullable(bySubmission.get(sent.id()))
                    .filter(request -> request.status() != sent.rests())
                    .map(
                        request ->
                            "release %s is %s and its evidence puts it at %s"
                                .formatted(request.release(), request.status(), sent.rests())));
  }

  private static @Nullable String differs(
      Request request, String where, @Nullable ReleaseStatus there) {
    return request.status() == there
        ? null
        : request.status() + " in its row and " + there + " by its " + where;
  }

  private static <T> BinaryOperator<T> latest(Comparator<T> by) {
    return BinaryOperator.maxBy(by);
  }
}
