package org.openroi.systemtests.checker;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventType;
import org.openroi.event.Topics;

/**
 * What a consumer reads it takes once: one inbox row per event, one event of its own per cause, and
 * as many rows as events tell of.
 */
final class EveryEffectIsThereOnce implements Invariant {
  private static final Set<EventType> DECISIONS =
      Set.of(EventType.RELEASE_AUTHORIZED, EventType.RELEASE_DENIED, EventType.RELEASE_HELD);

  private static final Map<String, Predicate<String>> READS =
      Map.of(
          "intake",
          topic ->
              Topics.submittingClient(topic).isPresent()
                  || topic.equals(Topics.RELEASE_DECISIONS)
                  || topic.equals(Topics.DISCLOSURES),
          "authorization",
          Set.of(Topics.RELEASE_REQUESTS, Topics.REQUESTERS)::contains,
          "redaction",
          Set.of(Topics.RELEASE_DECISIONS, Topics.REQUESTERS)::contains);

  /** A cause of this type makes this service publish exactly one of these. */
  private record Effect(String service, Set<EventType> cause, Set<EventType> result) {}

  private static final List<Effect> EFFECTS =
      List.of(
          new Effect(
              "intake",
              Set.of(EventType.RELEASE_SUBMITTED),
              Set.of(EventType.SUBMISSION_ACCEPTED, EventType.SUBMISSION_REFUSED)),
          new Effect("authorization", Set.of(EventType.RELEASE_REQUESTED), DECISIONS));

  /** One cause leads to one event of this kind about one subject. */
  private record Result(String cause, EventType type, String subject) {}

  @Override
  public String number() {
    return "I7";
  }

  @Override
  public Stream<String> violations(Snapshot snapshot) {
    Stream<String> perStore =
        snapshot.stores().stream()
            .flatMap(store -> Stream.concat(notTakenOnce(snapshot, store), repeated(store)));
    Stream<String> perEffect = EFFECTS.stream().flatMap(effect -> missing(snapshot, effect));
    return Stream.of(perStore, perEffect, uneven(snapshot), unworked(snapshot))
        .flatMap(Function.identity());
  }

  private static Stream<String> notTakenOnce(Snapshot snapshot, Store store) {
    Map<EventKey, Long> taken =
        store.inbox().stream().collect(groupingBy(Function.identity(), counting()));
    return read(snapshot, store.service())
        .map(EventKey::of)
        .distinct()
        .filter(event -> taken.getOrDefault(event, 0L) != 1)
        .map(
            event ->
                store.service()
                    + " took "
                    + event
                    + " "
                    + taken.getOrDefault(event, 0L)
                    + " times");
  }

  private static Stream<String> repeated(Store store) {
    Stream<String> ids =
        store.outbox().stream()
            .collect(groupingBy(row -> EventKey.of(row.event()), counting()))
            .entrySet()
            .stream()
            .filter(one -> one.getValue() > 1)
            .map(one -> store.service() + " published " + one.getKey() + " twice");
    Stream<String> effects =
        store.outbox().stream()
            .filter(row -> row.event().causationId() != null)
            .filter(row -> !REPEATABLE.contains(row.event().type()))
            .collect(groupingBy(row -> result(row.event()), counting()))
            .entrySet()
            .stream()
            .filter(one -> one.getValue() > 1)
            .map(
                one ->
                    "%s let %s follow %d times from %s"
                        .formatted(
                            store.service(),
                            one.getKey().type(),
                            one.getValue(),
                            one.getKey().cause()));
    return Stream.concat(ids, effects);
  }

  /**
   * What redaction tells again each time that it tries again, all from one decision. Their numbers
   * are held against the automaton.
   */
  private static final Set<EventType> REPEATABLE =
      Set.of(
          EventType.RECORD_OPENED,
          EventType.DELIVERY_ATTEMPTED,
          EventType.DISCLOSURE_STOPPED,
          EventType.DISCLOSURE_RESUMED);

  /** Two different decisions on one cause are as wrong as the same one twice. */
  private static Result result(EventEnvelope event) {
    EventType kind = DECISIONS.contains(event.type()) ? EventType.RELEASE_AUTHORIZED : event.type();
    return new Result(Snapshot.cause(event), kind, event.subject());
  }

  private static Stream<String> missing(Snapshot snapshot, Effect effect) {
    Set<String> causes =
        effect.result().stream()
            .flatMap(snapshot::published)
            .filter(event -> event.causationId() != null)
            .map(Snapshot::cause)
            .collect(toSet());
    return read(snapshot, effect.service())
        .filter(event -> effect.cause().contains(event.type()))
        .filter(event -> !causes.contains(event.id().value()))
        .map(EventKey::of)
        .distinct()
        .map(event -> "nothing of " + effect.service() + " followed from " + event);
  }

  private static Stream<String> uneven(Snapshot snapshot) {
    Map<String, Long> decided =
        DECISIONS.stream()
            .flatMap(snapshot::published)
            .collect(groupingBy(EventEnvelope::subject, counting()));
    Map<String, Long> stored =
        snapshot.decisions().stream()
            .collect(groupingBy(decision -> decision.release().toString(), counting()));
    return Stream.concat(decided.keySet().stream(), stored.keySet().stream())
        .distinct()
        .filter(
            release -> !decided.getOrDefault(release, 0L).equals(stored.getOrDefault(release, 0L)))
        .map(release -> "release " + release + " has not one decision row per decision event");
  }

  /** Every release that was ever authorized is one work item, of its newest such decision. */
  private static Stream<String> unworked(Snapshot snapshot) {
    Map<String, Integer> newest =
        snapshot
            .published(EventType.RELEASE_AUTHORIZED)
            .collect(toMap(EventEnvelope::subject, EventEnvelope::subjectVersion, Math::max));
    Map<String, List<Integer>> worked =
        snapshot.disclosures().items().stream()
            .collect(
                groupingBy(
                    item -> item.release().toString(),
                    mapping(Disclosures.WorkItem::decisionVersion, toList())));
    return Stream.concat(newest.keySet().stream(), worked.keySet().stream())
        .distinct()
        .filter(
            release ->
                !Stream.ofNullable(newest.get(release))
                    .toList()
                    .equals(worked.getOrDefault(release, List.of())))
        .map(release -> "release " + release + " is not one work item of its last authorization");
  }

  private static Stream<EventEnvelope> read(Snapshot snapshot, String service) {
    Predicate<String> reads = READS.getOrDefault(service, topic -> false);
    return snapshot
        .events()
        .filter(record -> reads.test(record.at().topic()))
        .map(Snapshot.Event::event);
  }
}
