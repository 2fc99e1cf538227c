package org.openroi.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.openroi.kafka.EventFixture.matched;
import static org.openroi.kafka.EventFixture.release;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openroi.event.ReleaseId;
import org.openroi.kafka.Mutant;
import org.openroi.kafka.ProducerSettings;
import org.openroi.local.TestComponents;

@Timeout(120)
class OutboxRelayTest {
  private static final String BROKER = TestComponents.kafka();
  private static final TestDatabase DATABASE = TestDatabase.create();

  private final List<OutboxRelay> relays = new ArrayList<>();
  private final AtomicReference<Runnable> wake = new AtomicReference<>(() -> {});
  private final Outbox outbox =
      new Outbox(DATABASE.pool(), DATABASE.transactions(), () -> wake.get().run());
  private final Topic topic = Topic.create(BROKER);

  @BeforeEach
  void empty() {
    DATABASE.update("TRUNCATE outbox, outbox_stream");
  }

  @AfterEach
  void stop() {
    relays.forEach(OutboxRelay::stop);
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private OutboxRelay relay(String name, Duration lease) {
    OutboxRelay relay =
        new OutboxRelay(name, DATABASE.pool(), () -> producer(name), lease, Mutant.NONE);
    relays.add(relay);
    return relay;
  }

  private static Producer<byte[], byte[]> producer(String name) {
    return new KafkaProducer<>(ProducerSettings.of(BROKER, name));
  }

  private OutboxRelay mutant(Mutant mutant, String broker) {
    OutboxRelay relay =
        new OutboxRelay(
            "mutant",
            DATABASE.pool(),
            () -> new KafkaProducer<>(ProducerSettings.of(broker, "mutant")),
            OutboxRelay.LEASE,
            mutant);
    relays.add(relay);
    return relay;
  }

  private String lateRow() {
    return """
        INSERT INTO outbox (event_id, topic, subject, version, headers, value)
        VALUES ('slow', '%s', 'slow', 1, E'ce_id: slow\\nce_subjectversion: 1', '{}')
        """
        .formatted(topic.name());
  }

  private void append(ReleaseId release, int times) {
    DATABASE.transaction(
        () -> {
          for (int i = 0; i < times; i++) {
            outbox.append(topic.name(), matched(release, 0));
          }
        });
  }

  private static int unsent() {
    return DATABASE.count("outbox WHERE sent_at IS NULL");
  }

  @Test
  void theLeaseIsLongerThanAProducerMayDeliver() {
    assertThat(OutboxRelay.LEASE)
        .isGreaterThan(
            Duration.ofMillis(
                ProducerSettings.DELIVERY_TIMEOUT_MS + 2L * ProducerSettings.MAX_BLOCK_MS));
  }

  @Test
  void eachSubjectGoesOutInTheOrderOfItsVersions() {
    List<ReleaseId> releases = IntStream.range(0, 20).mapToObj(i -> release()).toList();
    for (int round = 0; round < 5; round++) {
      releases.forEach(release -> append(release, 2));
    }

    relay("ordered", OutboxRelay.LEASE).start();

    await().until(() -> unsent() == 0);
    Map<String, List<Integer>> versions = Topic.firstOccurrences(topic.read());
    assertThat(versions).hasSize(20);
    assertThat(versions.values())
        .allSatisfy(each -> assertThat(each).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
  }

  @Test
  void twoRelaysShareTheWorkSendEachEventOnceAndKeepTheOrder() {
    OutboxRelay one = relay("one", OutboxRelay.LEASE);
    OutboxRelay two = relay("two", OutboxRelay.LEASE);
    one.start();
    two.start();
    wake.set(
        () -> {
          one.wake();
          two.wake();
        });
    List<ReleaseId> releases = IntStream.range(0, 50).mapToObj(i -> release()).toList();
    List<CompletableFuture<Void>> writers =
        IntStream.range(0, 4)
            .mapToObj(
                writer ->
                    CompletableFuture.runAsync(
                        () -> {
                          for (int round = 0; round < 10; round++) {
                            releases.forEach(release -> append(release, 1));
                          }
                        }))
            .toList();
    writers.forEach(CompletableFuture::join);

    await().atMost(Duration.ofSeconds(60)).until(() -> unsent() == 0);
    List<Topic.Read> read = topic.read();
    assertThat(read).hasSize(2_000).doesNotHaveDuplicates();
    assertThat(Topic.firstOccurrences(read).values())
        .allSatisfy(
            versions ->
                assertThat(versions)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 40).boxed().toList()));
    assertThat(one.fenced() + two.fenced()).isZero();
    assertThat(one.marked() + two.marked()).isEqualTo(2_000);
    assertThat(List.of(one.marked(), two.marked())).allMatch(marked -> marked > 0);
  }

  @Test
  void aZombieWhoseLeaseIsOverMarksNothingAndOrderHolds() {
    ReleaseId release = release();
    append(release, 2);
    AtomicReference<Runnable> whileAsleep = new AtomicReference<>(() -> {});
    OutboxRelay zombie =
        new OutboxRelay(
            "zombie",
            DATABASE.pool(),
            () -> {
              whileAsleep.get().run();
              return producer("zombie");
            },
            Duration.ofMillis(1),
            Mutant.NONE);
    relays.add(zombie);
    OutboxRelay other = relay("other", OutboxRelay.LEASE);
    // The zombie has claimed version 1 and sleeps before it sends; meanwhile both versions go out.
    whileAsleep.set(
        () -> {
          await().until(() -> other.pass() == 1);
          assertThat(other.pass()).isEqualTo(1);
        });

    assertThat(zombie.pass()).isEqualTo(1);

    assertThat(zombie.sent()).isEqualTo(1);
    assertThat(zombie.marked()).isZero();
    assertThat(zombie.fenced()).isEqualTo(1);
    assertThat(other.marked()).isEqualTo(2);
    assertThat(topic.read()).extracting(Topic.Read::version).containsExactly(1, 2, 1);
  }

  @Test
  void whileOneHoldsTheLeaseNobodyElseSendsTheSameOrWhatFollows() {
    append(release(), 2);
    OutboxRelay other = relay("other", OutboxRelay.LEASE);
    OutboxRelay slow =
        new OutboxRelay(
            "slow",
            DATABASE.pool(),
            () -> {
              assertThat(other.pass()).isZero();
              return producer("slow");
            },
            OutboxRelay.LEASE,
            Mutant.NONE);
    relays.add(slow);

    assertThat(slow.pass()).isEqualTo(1);
    assertThat(other.pass()).isEqualTo(1);
    assertThat(topic.read()).extracting(Topic.Read::version).containsExactly(1, 2);
  }

  @Test
  void aTransactionThatCommitsLateIsNotPassedOver() throws SQLException {
    OutboxRelay relay = relay("late", OutboxRelay.LEASE);
    try (Connection slow = DATABASE.pool().getConnection();
        Statement statement = slow.createStatement()) {
      slow.setAutoCommit(false);
      // It has the lower id, and commits after rows with higher ones went out.
      statement.execute(lateRow());
      append(release(), 1);
      assertThat(relay.pass()).isEqualTo(1);
      assertThat(relay.pass()).isZero();
      slow.commit();
      slow.setAutoCommit(true);
    }

    assertThat(relay.pass()).isEqualTo(1);
    assertThat(topic.read()).extracting(Topic.Read::id).hasSize(2).contains("slow");
    assertThat(unsent()).isZero();
  }

  @Test
  void aCommitWakesTheRelayWithoutWaitingForThePoll() {
    OutboxRelay relay = relay("awake", OutboxRelay.LEASE);
    relay.start();
    wake.set(relay::wake);
    append(release(), 1);
    await().until(() -> relay.marked() == 1);

    long[] micros = new long[50];
    for (int i = 0; i < micros.length; i++) {
      long before = relay.marked();
      long start = System.nanoTime();
      append(release(), 1);
      while (relay.marked() == before) {
        Thread.onSpinWait();
      }
      micros[i] = (System.nanoTime() - start) / 1_000;
    }

    Arrays.sort(micros);
    System.out.println("wake-up: p50 " + micros[25] + " us, max " + micros[49] + " us");
    assertThat(Duration.ofNanos(micros[25] * 1_000)).isLessThan(Duration.ofMillis(200));
  }

  @Test
  void withoutAWakeThePollFindsIt() {
    OutboxRelay relay = relay("poll", OutboxRelay.LEASE);
    relay.start();
    await().until(relay::isHealthy);

    append(release(), 1);

    await().atMost(Duration.ofSeconds(5)).until(() -> unsent() == 0);
  }

  @Test
  void thousandsOfEventsTakeFewPasses() {
    DATABASE.transaction(
        () -> {
          for (int i = 0; i < 5_000; i++) {
            outbox.append(topic.name(), matched(release(), 0));
          }
        });
    OutboxRelay relay = relay("many", OutboxRelay.LEASE);
    relay.start();

    await().until(() -> unsent() == 0);
    assertThat(relay.passes()).isLessThanOrEqualTo(6);
    assertThat(relay.meanBatchSize()).isGreaterThan(800);
    assertThat(topic.read()).hasSize(5_000);
  }

  @Test
  void aBacklogThatThePlannerDoesNotKnowOfIsStillClaimedByIndex() {
    DATABASE.update("ALTER TABLE outbox SET (autovacuum_enabled = false)");
    DATABASE.transaction(() -> outbox.append(topic.name(), matched(release(), 0)));
    OutboxRelay relay = relay("backlog", OutboxRelay.LEASE);
    relay.pass();
    DATABASE.update("VACUUM ANALYZE outbox");
    for (int i = 0; i < 10; i++) {
      DATABASE.transaction(
          () -> {
            for (int j = 0; j < 3_000; j++) {
              outbox.append(topic.name(), matched(release(), 0));
            }
          });
    }

    relay.start();

    await().atMost(Duration.ofSeconds(60)).until(() -> relay.marked() == 30_001);
  }

  @Test
  void aTopicThatIsMissingHoldsUpItselfOnly() {
    OutboxRelay relay = relay("missing", OutboxRelay.LEASE);
    DATABASE.transaction(
        () -> {
          for (int i = 0; i < 20; i++) {
            outbox.append("roi.nowhere.v1", matched(release(), 0));
            outbox.append(topic.name(), matched(release(), 0));
          }
        });
    relay.start();

    await().atMost(Duration.ofSeconds(20)).until(() -> topic.read().size() == 20);
    assertThat(unsent()).isEqualTo(20);
    assertThat(relay.isHealthy()).isFalse();
    assertThat(relay.failures()).isPositive();
  }

  @Test
  void withACursorATransactionThatCommitsLateWouldBePassedOver() throws SQLException {
    append(release(), 1);
    OutboxRelay mutant = mutant(Mutant.CURSOR_OUTBOX, BROKER);
    try (Connection slow = DATABASE.pool().getConnection();
        Statement statement = slow.createStatement()) {
      slow.setAutoCommit(false);
      statement.execute(lateRow());
      append(release(), 2);
      assertThat(mutant.pass()).isEqualTo(3);
      slow.commit();
      slow.setAutoCommit(true);
    }

    assertThat(mutant.pass()).isZero();
    assertThat(unsent()).isEqualTo(1);
    assertThat(topic.read()).extracting(Topic.Read::id).hasSize(3).doesNotContain("slow");
  }

  @Test
  void theMutantMarksRowsBeforeTheBrokerHasThem() {
    append(release(), 1);
    OutboxRelay mutant = mutant(Mutant.ACKS_1, "localhost:1");

    assertThat(mutant.pass()).isEqualTo(1);
    assertThat(unsent()).isZero();
    assertThat(topic.read()).isEmpty();
  }
}
