package org.openroi.systemtests.checker;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openroi.event.EventEnvelope;
import org.openroi.systemtests.checker.Store.OutboxRow;

/**
 * Every outbox row is sent and stands in its topic as it was written, and a topic says in a
 * service's name only what that service's outbox holds.
 */
final class EveryOutboxRowIsInKafka implements Invariant {
  private record Place(String topic, EventKey event) {}

  @Override
  public String number() {
    return "I7";
  }

  @Override
  public Stream<String> violations(Snapshot snapshot) {
    Map<Place, Set<EventEnvelope>> inKafka =
        snapshot
            .events()
            .collect(
                groupingBy(
                    record -> new Place(record.at().topic(), EventKey.of(record.event())),
                    mapping(Snapshot.Event::event, toSet())));
    Map<Place, EventEnvelope> owed =
        snapshot.stores().stream()
            .flatMap(store -> store.outbox().stream())
            .collect(toMap(EveryOutboxRowIsInKafka::place, OutboxRow::event, (a, b) -> a));
    Stream<String> lost =
        snapshot.stores().stream()
            .flatMap(store -> store.outbox().stream())
            .filter(row -> !inKafka.containsKey(place(row)))
            .map(row -> EventKey.of(row.event()) + " is not in " + row.topic());
    Stream<String> unsent =
        snapshot.stores().stream()
            .flatMap(store -> store.outbox().stream())
            .filter(row -> !row.sent())
            .map(row -> EventKey.of(row.event()) + " is not marked as sent");
    Set<String> sources =
        snapshot.stores().stream()
            .flatMap(store -> store.outbox().stream())
            .map(row -> row.event().source())
            .collect(toSet());
    Stream<String> other =
        inKafka.entrySet().stream()
            .filter(one -> sources.contains(one.getKey().event().source()))
            .filter(one -> !one.getValue().equals(asSet(owed.get(one.getKey()))))
            .map(
                one ->
                    one.getKey().event()
                        + " stands in "
                        + one.getKey().topic()
                        + " otherwise than in its outbox");
    return Stream.of(lost, unsent, other).flatMap(Function.identity());
  }

  private static Set<EventEnvelope> asSet(@Nullable EventEnvelope event) {
    return event == null ? Set.of() : Set.of(event);
  }

  private static Place place(OutboxRow row) {
    return new Place(row.topic(), EventKey.of(row.event()));
  }
}
