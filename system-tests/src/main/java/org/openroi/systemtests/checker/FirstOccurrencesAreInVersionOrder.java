package org.openroi.systemtests.checker;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.openroi.systemtests.checker.Snapshot.Event;

/**
 * Per topic and subject, first occurrences stand in Kafka as version 1, 2, 3… without a gap, and in
 * one partition. A second copy of an event may come late: a zombie relay can still append.
 */
final class FirstOccurrencesAreInVersionOrder implements Invariant {
  private record Subject(String topic, String source, String subject) {}

  @Override
  public String number() {
    return "I8";
  }

  @Override
  public Stream<String> violations(Snapshot snapshot) {
    List<String> found = new ArrayList<>();
    snapshot
        .events()
        .filter(record -> record.event().subjectVersion() > 0)
        .collect(
            groupingBy(
                record ->
                    new Subject(
                        record.at().topic(), record.event().source(), record.event().subject())))
        .forEach((subject, records) -> follow(found, subject, records));
    return found.stream();
  }

  private static void follow(List<String> found, Subject subject, List<Event> records) {
    String where = subject.subject() + " in " + subject.topic();
    if (records.stream().map(record -> record.at().partition()).distinct().count() > 1) {
      found.add(where + " lies in several partitions");
    }
    Set<EventKey> seen = new HashSet<>();
    int expected = 1;
    for (Event record :
        records.stream().sorted(Comparator.comparing(one -> one.at().offset())).toList()) {
      if (seen.add(EventKey.of(record.event()))) {
        if (record.event().subjectVersion() != expected) {
          found.add(
              "%s has version %d where %d belongs, at offset %d"
                  .formatted(
                      where, record.event().subjectVersion(), expected, record.at().offset()));
          return;
        }
        expected++;
      }
    }
  }
}
