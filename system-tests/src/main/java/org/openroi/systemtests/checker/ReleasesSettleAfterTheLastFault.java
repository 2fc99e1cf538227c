package org.openroi.systemtests.checker;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openroi.event.ReleaseId;
import org.openroi.systemtests.checker.Snapshot.Status;

/**
 * Ninety-nine of a hundred releases are at rest less than two minutes after the last fault, or
 * after the client's last word where that was later.
 */
final class ReleasesSettleAfterTheLastFault implements Invariant {
  private static final Duration LIMIT = Duration.ofSeconds(120);

  @Override
  public String number() {
    return "I13";
  }

  @Override
  public Stream<String> violations(Snapshot snapshot) {
    Instant quiet =
        Stream.concat(
                snapshot.faults().stream().map(Fault::at), snapshot.calls().stream().map(Call::at))
            .max(Instant::compareTo)
            .orElse(Instant.MIN);
    Map<ReleaseId, Instant> settled =
        snapshot.timelines().stream()
            .collect(toMap(Status::release, Status::since, (a, b) -> a.isAfter(b) ? a : b));
    List<ReleaseId> late =
        settled.entrySet().stream()
            .filter(one -> one.getValue().isAfter(quiet.plus(LIMIT)))
            .map(Map.Entry::getKey)
            .toList();
    return late.size() * 100L > settled.size()
        ? late.stream().map(release -> "release " + release + " settled too late")
        : Stream.empty();
  }
}
