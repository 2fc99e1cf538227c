package org.openroi.systemtests.checker;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openroi.event.EventType;
import org.openroi.event.ReleaseId;
import org.openroi.event.ReleaseStatus;
import org.openroi.systemtests.checker.Snapshot.Decision;
import org.openroi.systemtests.checker.Snapshot.Status;

/**
 * Each release's states are a path of {@link ReleaseStatus#mayBecome} from RECEIVED, its decisions
 * end with a denial, and both are numbered 1..k, each number once.
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
    return found.stream();
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
