package org.openroi.systemtests.checker;

import static java.util.stream.Collectors.toMap;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openroi.event.EventEnvelope;
import org.openroi.event.ReleaseId;
import org.openroi.event.ReleaseStatus;
import org.openroi.event.ReleaseStatusChanged;
import org.openroi.event.Topics;
import org.openroi.systemtests.checker.Disclosures.State;
import org.openroi.systemtests.checker.Disclosures.WorkItem;
import org.openroi.systemtests.checker.Snapshot.Decision;
import org.openroi.systemtests.checker.Snapshot.Request;
import org.openroi.systemtests.checker.Snapshot.Status;

/**
 * At rest every release is in exactly one state that lasts, one where its evidence may put it:
 * delivered, denied, or waiting for a human. Intake's row, intake's timeline, authorization's last
 * decision, redaction's work and the status topic all agree.
 */
final class EveryReleaseIsAtRest implements Invariant {
  private static final Set<ReleaseStatus> LASTING =
      EnumSet.of(
          ReleaseStatus.DELIVERED, ReleaseStatus.DENIED, ReleaseStatus.HELD, ReleaseStatus.STOPPED);

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
    Map<ReleaseId, WorkItem> items =
        snapshot.disclosures().items().stream()
            .collect(toMap(WorkItem::release, item -> item, (first, second) -> second));
    Stream<String> unlike =
        snapshot.requests().stream()
            .flatMap(
                request -> {
                  Status last = timeline.get(request.release());
                  Decision decision = decisions.get(request.release());
                  return Stream.of(
                          LASTING.contains(request.status())
                              ? null
                              : "still on its way: " + request.status(),
                          differs(request, "timeline", last == null ? null : last.status()),
                          decision != null && agrees(request, decision)
                              ? null
                              : differs(
                                  request,
                                  "decision",
                                  decision == null ? null : decision.outcome()),
                          work(request, items.get(request.release())),
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
        .filter(sent -> !sent.rests().isEmpty())
        .flatMap(
            sent ->
                Stream.ofNullable(bySubmission.get(sent.id()))
                    .filter(request -> !sent.rests().contains(request.status()))
                    .map(
                        request ->
                            "release %s is %s and its evidence puts it at %s"
                                .formatted(request.release(), request.status(), sent.rests())));
  }

  /** What is delivered is so whatever was decided since: it was under way before. */
  private static boolean agrees(Request request, Decision decision) {
    return switch (request.status()) {
      case DELIVERED -> true;
      case RECEIVED, AUTHORIZED, PREPARED, STOPPED ->
          decision.outcome() == ReleaseStatus.AUTHORIZED;
      case HELD, DENIED -> decision.outcome() == request.status();
    };
  }

  private static @Nullable String work(Request request, @Nullable WorkItem item) {
    boolean agrees =
        switch (request.status()) {
          case DELIVERED -> item != null && item.state() == State.DELIVERED;
          case STOPPED -> item != null && item.state() == State.STOPPED;
          case HELD, DENIED -> item == null || item.state() == State.WITHDRAWN;
          case RECEIVED, AUTHORIZED, PREPARED -> true;
        };
    return agrees
        ? null
        : request.status()
            + " in its row and "
            + (item == null ? "no work" : item.state())
            + " with redaction";
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
