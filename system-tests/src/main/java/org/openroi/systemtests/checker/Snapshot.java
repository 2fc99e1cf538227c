package org.openroi.systemtests.checker;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.EventType;
import org.openroi.event.ReleaseId;
import org.openroi.event.ReleaseStatus;

/**
 * Everything that is left when the load has ended and the suite is at rest.
 *
 * @param calls the client's history, line by line
 * @param faults the fault log
 * @param requests intake's releases
 * @param timelines intake's statuses of each release
 * @param decisions authorization's decisions
 * @param stores outbox, inbox and quarantine of every service on PostgreSQL
 * @param records every topic from offset 0
 * @param progress where every consumer stands
 * @param disclosures what redaction and the recipients hold
 * @param replay what a replay of every topic changed, where one was made
 */
public record Snapshot(
    List<Call> calls,
    List<Fault> faults,
    List<Request> requests,
    List<Status> timelines,
    List<Decision> decisions,
    List<Store> stores,
    List<TopicRecord> records,
    List<Progress> progress,
    AuditLog audit,
    Disclosures disclosures,
    @Nullable Replay replay) {

  /**
   * A release as intake holds it.
   *
   * @param submission the Idempotency-Key or event id that it came from
   */
  public record Request(ReleaseId release, String submission, ReleaseStatus status) {}

  /** One state of a release in intake's timeline. */
  public record Status(ReleaseId release, int version, ReleaseStatus status, Instant since) {}

  /** One decision of authorization. */
  public record Decision(ReleaseId release, int version, ReleaseStatus outcome) {}

  /** How far a consumer group came in a partition. */
  public record Progress(String group, String topic, int partition, long committed, long end) {}

  /** Digests of every table, collection and topic, by name, before and after the replay. */
  public record Replay(SortedMap<String, String> before, SortedMap<String, String> after) {}

  /** A record that is an event and was not sent as poison. */
  record Event(Coordinates at, EventEnvelope event) {}

  /** Every event in every topic, in the order of its partition. */
  Stream<Event> events() {
    Set<String> poison = Calls.poison(this);
    return records.stream()
        .filter(record -> !poison.contains(record.sha256()))
        .flatMap(
            record ->
                Stream.ofNullable(record.event()).map(event -> new Event(record.at(), event)));
  }

  /** What the services' outboxes hold of this type. */
  Stream<EventEnvelope> published(EventType type) {
    return stores.stream()
        .flatMap(store -> store.outbox().stream())
        .map(Store.OutboxRow::event)
        .filter(event -> event.type() == type);
  }

  /** The id of the event's cause; empty where it has none. */
  static String cause(EventEnvelope event) {
    EventId cause = event.causationId();
    return cause == null ? "" : cause.value();
  }
}
