package org.openroi.systemtests.checker;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openroi.event.EventQuarantined;
import org.openroi.event.EventType;
import org.openroi.systemtests.checker.Call.Kind;
import org.openroi.systemtests.checker.Call.Outcome;
import org.openroi.systemtests.checker.Calls.Sent;
import org.openroi.systemtests.checker.Snapshot.Progress;

/**
 * The dead letters are exactly the poison that was sent: one per poisonous record and consumer, on
 * the dead-letter topic and in the consumer's quarantine, and no other.
 */
final class DeadLettersAreThePoisonThatWasSent implements Invariant {
  /** A record and a consumer that could not take it. */
  private record Letter(String consumer, Coordinates at) implements Comparable<Letter> {
    @Override
    public int compareTo(Letter other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return at + " for " + consumer;
    }
  }

  @Override
  public String number() {
    return "I11";
  }

  @Override
  public Stream<String> violations(Snapshot snapshot) {
    Set<String> poison = Calls.poison(snapshot);
    Map<String, Set<String>> consumers =
        snapshot.progress().stream()
            .collect(groupingBy(Progress::topic, mapping(Progress::group, toSet())));
    Set<Letter> due =
        snapshot.records().stream()
            .filter(record -> poison.contains(record.sha256()))
            .flatMap(
                record ->
                    consumers.getOrDefault(record.at().topic(), Set.of()).stream()
                        .map(consumer -> new Letter(consumer, record.at())))
            .collect(toCollection(TreeSet::new));
    Set<Letter> set =
        snapshot.stores().stream()
            .flatMap(
                store ->
                    store.quarantined().stream().map(row -> new Letter(store.service(), row.at())))
            .collect(toCollection(TreeSet::new));
    Map<Letter, Set<EventKey>> published =
        snapshot
            .events()
            .filter(record -> record.event().type() == EventType.EVENT_QUARANTINED)
            .collect(
                groupingBy(
                    record -> letter((EventQuarantined) record.event().data()),
                    mapping(record -> EventKey.of(record.event()), toSet())));
    Set<String> services = snapshot.stores().stream().map(Store::service).collect(toSet());
    Stream<String> unpublished = unlike(due, published.keySet(), "dead letter");
    Stream<String> unquarantined =
        unlike(
            due.stream()
                .filter(letter -> services.contains(letter.consumer()))
                .collect(toCollection(TreeSet::new)),
            set,
            "quarantine row");
    Stream<String> repeated =
        published.entrySet().stream()
            .filter(one -> one.getValue().size() > 1)
            .map(one -> one.getKey() + " has several dead letters");
    return Stream.of(
            unpublished, unquarantined, repeated, unlikeReasons(snapshot), unheard(snapshot))
        .flatMap(Function.identity());
  }

  private static Letter letter(EventQuarantined event) {
    return new Letter(
        event.consumer(), new Coordinates(event.topic(), event.partition(), event.offset()));
  }

  private static Stream<String> unlike(Set<Letter> due, Set<Letter> there, String what) {
    return Stream.concat(
        due.stream()
            .filter(letter -> !there.contains(letter))
            .map(letter -> letter + " has no " + what),
        there.stream()
            .filter(letter -> !due.contains(letter))
            .map(letter -> letter + " has a " + what + " and is no poison"));
  }

  private static Stream<String> unlikeReasons(Snapshot snapshot) {
    Map<Letter, EventQuarantined> told =
        snapshot
            .published(EventType.EVENT_QUARANTINED)
            .map(event -> (EventQuarantined) event.data())
            .collect(toMap(DeadLettersAreThePoisonThatWasSent::letter, e -> e, (a, b) -> a));
    return snapshot.stores().stream()
        .flatMap(
            store ->
                store.quarantined().stream()
                    .filter(
                        row -> {
                          EventQuarantined event = told.get(new Letter(store.service(), row.at()));
                          return event != null && event.reason() != row.reason();
                        })
                    .map(row -> row.at() + " was set aside for one reason and told with another"));
  }

  private static Stream<String> unheard(Snapshot snapshot) {
    Set<String> there = snapshot.records().stream().map(TopicRecord::sha256).collect(toSet());
    return Calls.of(snapshot, Kind.POISON)
        .filter(sent -> sent.outcome() == Outcome.OK && !there.contains(sent.sha256()))
        .map(Sent::id)
        .map(id -> "poison " + id + " was acknowledged and is in no topic");
  }
}
