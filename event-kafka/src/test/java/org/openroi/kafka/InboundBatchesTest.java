package org.openroi.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;
import static org.openroi.kafka.EventFixture.CANARY;
import static org.openroi.kafka.EventFixture.matched;
import static org.openroi.kafka.EventFixture.poison;
import static org.openroi.kafka.EventFixture.record;
import static org.openroi.kafka.EventFixture.release;
import static org.openroi.kafka.EventFixture.requests;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.InvalidEvent;
import org.openroi.event.InvalidEvent.Reason;
import org.openroi.event.ReleaseId;
import org.openroi.event.Topics;

class InboundBatchesTest {
  private final InMemoryInboundStore store = new InMemoryInboundStore();
  private final InboundBatches batches = new InboundBatches("authorization", store, Mutant.NONE);
  private final List<String> applied = Collections.synchronizedList(new ArrayList<>());

  private void apply(EventEnvelope event, InboundRecord record) {
    String subject = event.subject();
    applied.add(subject);
    store.onRollback(() -> applied.remove(subject));
  }

  @Test
  void quarantinesOneBadRecordInTheMiddleAndAppliesTheRestInOneCommit() {
    List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
    List<String> subjects = new ArrayList<>();
    for (int offset = 0; offset < 101; offset++) {
      if (offset == 50) {
        batch.add(poison(Topics.RELEASE_REQUESTS, offset));
      } else {
        EventEnvelope event = matched(release(), 1);
        subjects.add(event.subject());
        batch.add(record(Topics.RELEASE_REQUESTS, offset, event));
      }
    }

    batches.process(batch, this::apply);

    assertThat(applied).containsExactlyElementsOf(subjects);
    assertThat(store.quarantined())
        .containsExactly(entry("roi.release-requests.v1/0/50", Reason.NOT_JSON));
    assertThat(batches.batches()).isEqualTo(1);
    assertThat(batches.meanBatchSize()).isEqualTo(101);
  }

  @Test
  void everyUnreadableRecordGetsItsReason() {
    EventEnvelope event = matched(release(), 1);
    Map<String, String> headers = EventCodec.encode(event).headers();
    byte[] body = EventCodec.encode(event).value();
    Map<String, String> unknownType = with(headers, "ce_type", "org.openroi.nothing.v1");
    Map<String, String> forged = with(headers, "ce_source", "/openroi/authorization");
    Map<String, String> unversioned = with(headers, "ce_subjectversion", "0");
    Map<String, String> structured = Map.of("content-type", "application/cloudevents+json");
    String topic = Topics.RELEASE_REQUESTS;
    ConsumerRecord<byte[], byte[]> twiceNamed = record(topic, 8, headers, body);
    twiceNamed.headers().add("CE_ID", "another".getBytes(StandardCharsets.UTF_8));

    batches.process(
        List.of(
            record(topic, 0, headers, "{".getBytes(StandardCharsets.UTF_8)),
            record(topic, 1, Map.of(), body),
            record(topic, 2, unknownType, body),
            record(topic, 3, forged, body),
            record(topic, 4, headers, "{}".getBytes(StandardCharsets.UTF_8)),
            record(topic, 5, headers, new byte[EventCodec.MAX_BYTES + 1]),
            record(topic, 6, structured, "{\"id\":".getBytes(StandardCharsets.UTF_8)),
            record(Topics.RELEASE_DECISIONS, 7, headers, body),
            twiceNamed,
            record(topic, 9, unversioned, body),
            new ConsumerRecord<>(topic, 0, 10, null, null)),
        this::apply);

    assertThat(applied).isEmpty();
    assertThat(store.quarantined().values())
        .containsExactly(
            Reason.NOT_JSON,
            Reason.NOT_AN_ENVELOPE,
            Reason.UNKNOWN_TYPE,
            Reason.WRONG_TOPIC,
            Reason.INVALID_DATA,
            Reason.TOO_LARGE,
            Reason.NOT_JSON,
            Reason.WRONG_TOPIC,
            Reason.NOT_AN_ENVELOPE,
            Reason.NOT_AN_ENVELOPE,
            Reason.NOT_JSON);
  }

  @Test
  void aSubmissionTopicTakesItsOwnClientOnly() {
    batches.process(
        List.of(
            record(Topics.submissions("engine-a"), 0, EventFixture.submitted("s-1")),
            record(Topics.submissions("engine-b"), 0, EventFixture.submitted("s-2"))),
        this::apply);

    assertThat(applied).containsExactly("ref-s-1");
    assertThat(store.quarantined())
        .containsExactly(entry("roi.submissions.engine-b.v1/0/0", Reason.WRONG_TOPIC));
  }

  @Test
  void theSameBatchTwiceChangesNothing() {
    List<ConsumerRecord<byte[], byte[]>> batch =
        requests(matched(release(), 1), matched(release(), 1));

    batches.process(batch, this::apply);
    batches.process(batch, this::apply);

    assertThat(applied).hasSize(2);
    assertThat(batches.duplicates()).isEqualTo(2);
  }

  @Test
  void theSameIdWithAnotherBodyIsQuarantinedWithAnAlarm() {
    EventEnvelope event = matched(release(), 1);
    EventEnvelope other =
        new EventEnvelope(
            event.id(),
            event.source(),
            event.time(),
            event.custodian(),
            "north-clinic",
            null,
            1,
            event.data());

    batches.process(requests(event, other), this::apply);

    assertThat(applied).hasSize(1);
    assertThat(store.quarantined())
        .containsExactly(entry("roi.release-requests.v1/0/1", Reason.SAME_ID_OTHER_BODY));
    assertThat(batches.alarms()).isEqualTo(1);
  }

  @Test
  void findsTheOneEventThatCannotBeAppliedAndAppliesTheRest() {
    EventEnvelope[] events =
        IntStream.range(0, 100).mapToObj(i -> matched(release(), 1)).toArray(EventEnvelope[]::new);
    String bad = events[37].subject();

    batches.process(
        requests(events),
        (event, record) -> {
          apply(event, record);
          if (applied.contains(bad)) {
            throw new IllegalStateException(CANARY);
          }
        });

    assertThat(applied).hasSize(99).doesNotContain(bad);
    assertThat(store.quarantined())
        .containsExactly(entry("roi.release-requests.v1/0/37", Reason.NOT_APPLICABLE));
  }

  @Test
  void anEventThatTheHandlerCallsInvalidIsQuarantinedWithThatReason() {
    EventEnvelope[] events =
        IntStream.range(0, 100).mapToObj(i -> matched(release(), 1)).toArray(EventEnvelope[]::new);

    batches.process(
        requests(events),
        (event, record) -> {
          if (record.offset() % 40 == 7) {
            throw new InvalidEvent(Reason.NOT_APPLICABLE);
          }
          apply(event, record);
        });

    assertThat(applied).hasSize(97);
    assertThat(store.quarantined().keySet())
        .containsExactlyInAnyOrder(
            "roi.release-requests.v1/0/7",
            "roi.release-requests.v1/0/47",
            "roi.release-requests.v1/0/87");
    assertThat(batches.batches()).isLessThan(12);
  }

  @Test
  void aBatchOfNothingButInvalidEventsIsQuarantinedWhole() {
    EventEnvelope[] events =
        IntStream.range(0, 2_000)
            .mapToObj(i -> matched(release(), 1))
            .toArray(EventEnvelope[]::new);

    batches.process(
        requests(events),
        (event, record) -> {
          throw new InvalidEvent(Reason.NOT_APPLICABLE);
        });

    assertThat(store.quarantined()).hasSize(2_000);
  }

  @Test
  void aFailureThatPassesQuarantinesNothing() {
    int[] failures = {2};

    batches.process(
        requests(matched(release(), 1)),
        (event, record) -> {
          if (failures[0]-- > 0) {
            throw new IllegalStateException("not now");
          }
          apply(event, record);
        });

    assertThat(applied).hasSize(1);
    assertThat(store.quarantined()).isEmpty();
  }

  @Test
  void waitsForABrokenStoreWithoutEndAndQuarantinesNothing() {
    store.failNext(Integer.MAX_VALUE);
    CompletableFuture<Void> processing =
        CompletableFuture.runAsync(
            () -> batches.process(requests(matched(release(), 1)), this::apply),
            InboundBatchesTest::inItsOwnThread);

    await().until(() -> batches.outages() >= 4);
    assertThat(batches.isBlocked()).isTrue();
    assertThat(processing).isNotDone();

    store.failNext(0);
    await().untilAsserted(() -> assertThat(processing).isCompleted());
    assertThat(batches.isBlocked()).isFalse();
    assertThat(applied).hasSize(1);
    assertThat(store.quarantined()).isEmpty();
  }

  @Test
  void aRecordThatCannotBeQuarantinedIsWaitedForAndNeverDropped() {
    store.failNext(3);

    batches.process(List.of(poison(Topics.RELEASE_REQUESTS, 4)), this::apply);

    assertThat(store.quarantined()).hasSize(1);
    assertThat(batches.outages()).isEqualTo(3);
  }

  @Test
  void stopGivesUpABatchThatWaitsAndRefusesTheNext() {
    store.failNext(Integer.MAX_VALUE);
    CompletableFuture<Void> processing =
        CompletableFuture.runAsync(
            () -> batches.process(requests(matched(release(), 1)), this::apply),
            InboundBatchesTest::inItsOwnThread);
    await().until(batches::isBlocked);

    assertThat(batches.stop(Duration.ofSeconds(10))).isTrue();

    await().untilAsserted(() -> assertThat(processing).isCompletedExceptionally());
    assertThatThrownBy(() -> batches.process(List.of(), this::apply))
        .isInstanceOf(ListenerStopped.class);
    assertThat(batches.isBlocked()).isFalse();
  }

  @Test
  void stopLetsABatchThatIsBeingAppliedCommit() {
    CountDownLatch inHandler = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<Void> processing =
        CompletableFuture.runAsync(
            () ->
                batches.process(
                    requests(matched(release(), 1)),
                    (event, record) -> {
                      inHandler.countDown();
                      join(go);
                      apply(event, record);
                    }),
            InboundBatchesTest::inItsOwnThread);
    join(inHandler);
    CompletableFuture<Boolean> stopping =
        CompletableFuture.supplyAsync(
            () -> batches.stop(Duration.ofSeconds(10)), InboundBatchesTest::inItsOwnThread);
    assertThat(stopping).isNotDone();

    go.countDown();

    assertThat(stopping.join()).isTrue();
    processing.join();
    assertThat(applied).hasSize(1);
  }

  @Test
  void anInterruptedListenerGivesUpItsBatch() {
    store.failNext(Integer.MAX_VALUE);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> batches.process(requests(matched(release(), 1)), this::apply))
        .isInstanceOf(ListenerStopped.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whatLeavesTheListenerQuotesNothingAndHasNoCause() {
    assertThatThrownBy(
            () ->
                batches.process(
                    requests(matched(release(), 1)),
                    (event, record) -> {
                      throw new AssertionError(CANARY, new IllegalStateException(CANARY));
                    }))
        .isInstanceOf(ListenerStopped.class)
        .hasMessage("AssertionError")
        .hasNoCause()
        .hasNoSuppressedExceptions();
    assertThat(store.quarantined()).isEmpty();
  }

  @Test
  void aBatchIsNotCountedBeforeItsCommit() {
    store.failNext(1);

    batches.process(requests(matched(release(), 1)), this::apply);

    assertThat(batches.records()).isEqualTo(1);
    assertThat(batches.handled()).isEqualTo(1);
  }

  @Test
  void handsAllNewEventsOfATransactionOverAtOnce() {
    ReleaseId release = release();
    List<Integer> sizes = new ArrayList<>();

    batches.processTogether(
        requests(matched(release, 1), matched(release, 2), matched(release(), 1)),
        arrivals -> sizes.add(arrivals.size()));

    assertThat(sizes).containsExactly(3);
  }

  @Test
  void theMutantAcknowledgesBeforeItsTransaction() {
    InboundBatches mutant =
        new InboundBatches("authorization", store, Mutant.COMMIT_BEFORE_TRANSACTION);
    CountDownLatch go = new CountDownLatch(1);

    mutant.process(
        requests(matched(release(), 1)),
        (event, record) -> {
          join(go);
          apply(event, record);
        });

    assertThat(applied).isEmpty();
    go.countDown();
    await().until(() -> applied.size() == 1);
  }

  private static void inItsOwnThread(Runnable work) {
    Thread.ofPlatform().start(work);
  }

  private static void join(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(headers);
    changed.put(name, value);
    return changed;
  }
}
