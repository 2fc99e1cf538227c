package org.openroi.systemtests.checker;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.openroi.event.DeliveryAttempted;
import org.openroi.event.DeliveryId;
import org.openroi.event.DisclosureDelivered;
import org.openroi.event.DisclosureResumed;
import org.openroi.event.DisclosureStopped;
import org.openroi.event.DisclosureWithdrawn;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventType;
import org.openroi.event.PackageSealed;
import org.openroi.event.RecordOpened;
import org.openroi.event.ReleaseEvent;
import org.openroi.event.ReleaseId;
import org.openroi.event.ReleaseStatus;
import org.openroi.event.Topics;
import org.openroi.systemtests.checker.Snapshot.Decision;
import org.openroi.systemtests.checker.Snapshot.Status;

/**
 * Each release's states are a path of {@link ReleaseStatus#mayBecome} from RECEIVED, its decisions
 * end with a denial, each of its deliveries goes from opening to sealing to sending to the one end
 * that it has, and all are numbered 1..k, each number once.
 */
final class StatesFollowTheAutomaton implements Invariant {
  @Override
  public String number() {
    return "I6";
  }

  @Override
  public Stream<String> violations(Snapshot snapshot) {
    List<String> found = new ArrayList<>();
    snapshot.timelines().stream()
        .sorted(Comparator.comparing(Status::version))
        .collect(groupingBy(Status::release))
        .forEach(
            (release, path) -> {
              numbered(found, "timeline", release, path.stream().map(Status::version).toList());
              walk(found, release, path);
            });
    snapshot.decisions().stream()
        .sorted(Comparator.comparing(Decision::version))
        .collect(groupingBy(Decision::release))
        .forEach(
            (release, path) -> {
              numbered(found, "decisions", release, path.stream().map(Decision::version).toList());
              if (path.stream().limit(path.size() - 1L).anyMatch(StatesFollowTheAutomaton::ends)) {
                found.add("release " + release + " was decided again after it was denied");
              }
            });
    Map<String, List<Integer>> published =
        snapshot
            .published(EventType.RELEASE_STATUS_CHANGED)
            .collect(groupingBy(e -> e.subject(), mapping(e -> e.subjectVersion(), toList())));
    published.forEach(
        (release, versions) ->
            numbered(
                found,
                "status events",
                ReleaseId.of(release),
                versions.stream().sorted().toList()));
    snapshot.stores().stream()
        .flatMap(store -> store.outbox().stream())
        .filter(row -> row.topic().equals(Topics.DISCLOSURES))
        .map(Store.OutboxRow::event)
        .sorted(Comparator.comparing(EventEnvelope::subjectVersion))
        .collect(groupingBy(EventEnvelope::subject))
        .forEach(
            (release, path) -> {
              numbered(
                  found,
                  "disclosure events",
                  ReleaseId.of(release),
                  path.stream().map(EventEnvelope::subjectVersion).toList());
              disclose(found, path);
            });
    return found.stream();
  }

  /** Follows each delivery of a release; an older one may still end while a newer one begins. */
  private static void disclose(List<String> found, List<EventEnvelope> path) {
    Map<DeliveryId, EventType> before = new HashMap<>();
    Set<DeliveryId> sealed = new HashSet<>();
    for (EventEnvelope event : path) {
      DeliveryId delivery = delivery(event.data());
      EventType last = before.put(delivery, event.type());
      boolean mayFollow =
          switch (event.data()) {
            case RecordOpened opened -> !sealed.contains(delivery);
            case PackageSealed one -> last == EventType.RECORD_OPENED && sealed.add(delivery);
            case DeliveryAttempted attempted ->
                sealed.contains(delivery) && last != EventType.DISCLOSURE_STOPPED;
            case DisclosureDelivered one -> sealed.contains(delivery);
            case DisclosureResumed one -> last == EventType.DISCLOSURE_STOPPED;
            default -> true;
          };
      boolean isOver =
          last == EventType.DISCLOSURE_DELIVERED || last == EventType.DISCLOSURE_WITHDRAWN;
      if (isOver || !mayFollow) {
        found.add("delivery %s went from %s to %s".formatted(delivery, last, event.type()));
      }
    }
  }

  private static DeliveryId delivery(ReleaseEvent data) {
    return switch (data) {
      case RecordOpened one -> one.delivery();
      case PackageSealed one -> one.delivery();
      case DeliveryAttempted one -> one.delivery();
      case DisclosureDelivered one -> one.delivery();
      case DisclosureStopped one -> one.delivery();
      case DisclosureResumed one -> one.delivery();
      case DisclosureWithdrawn one -> one.delivery();
      default -> throw new IllegalArgumentException("no disclosure event: " + data.subject());
    };
  }

  private static boolean ends(Decision decision) {
    return decision.outcome() == ReleaseStatus.DENIED;
  }

  private static void walk(List<String> found, ReleaseId release, List<Status> path) {
    if (path.getFirst().status() != ReleaseStatus.RECEIVED) {
      found.add("release " + release + " began as " + path.getFirst().status());
    }
    for (int i = 1; i < path.size(); i++) {
      ReleaseStatus from = path.get(i - 1).status();
      ReleaseStatus to = path.get(i).status();
      if (!from.mayBecome(to)) {
        found.add("release " + release + " went from " + from + " to " + to);
      }
    }
  }

  private static void numbered(
      List<String> found, String what, ReleaseId release, List<Integer> versions) {
    for (int i = 0; i < versions.size(); i++) {
      if (versions.get(i) != i + 1) {
        found.add("release " + release + " has " + what + " numbered " + versions);
        return;
      }
    }
  }
}
