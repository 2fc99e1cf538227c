package org.openroi.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.openroi.kafka.EventFixture.matched;
import static org.openroi.kafka.EventFixture.record;
import static org.openroi.kafka.EventFixture.release;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openroi.event.Publisher;
import org.openroi.event.Topics;
import org.openroi.kafka.InboundBatches;
import org.openroi.kafka.Sealer;
import org.openroi.local.KafkaNode;
import org.openroi.local.PostgresServer;
import org.openroi.local.RunningComponent;

/** Broker and database as processes of their own, killed with SIGKILL under way. */
@Timeout(240)
class OutageTest {
  @TempDir private static Path home;

  private static KafkaNode kafka;
  private static RunningComponent broker;
  private static PostgresServer postgres;
  private static RunningComponent server;
  private static TestDatabase database;

  @BeforeAll
  static void start() throws IOException {
    kafka = new KafkaNode(home.resolve("kafka"), freePort(), freePort());
    broker = RunningComponent.start(kafka, home.resolve("kafka.log"));
    postgres = new PostgresServer(home.resolve("postgresql"), freePort(), "only-for-tests");
    server = RunningComponent.start(postgres, home.resolve("postgresql.log"));
    database = TestDatabase.create(postgres);
  }

  @AfterAll
  static void stop() {
    database.close();
    broker.close();
    server.close();
  }

  @Test
  void aBatchWaitsForTheDatabaseToComeBackAndIsThenAppliedOnce() throws IOException {
    Outbox outbox = new Outbox(database.pool(), database.transactions(), () -> {});
    PostgresInboundStore store =
        new PostgresInboundStore(
            new PostgresInboundStore.Identity(
                "authorization", Publisher.AUTHORIZATION.source(), "general-hospital"),
            database.pool(),
            database.transactions(),
            outbox,
            Sealer.ofBase64(Base64.getEncoder().encodeToString(new byte[32])),
            java.time.Clock.systemUTC());
    InboundBatches batches = new InboundBatches("authorization", store);
    List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      batch.add(record(Topics.RELEASE_REQUESTS, i, matched(release(), 1)));
    }
    database.update("CREATE TABLE effect (subject text PRIMARY KEY)");
    CountDownLatch halfWay = new CountDownLatch(1);
    CountDownLatch killed = new CountDownLatch(1);
    AtomicInteger handled = new AtomicInteger();

    CompletableFuture<Void> processing =
        CompletableFuture.runAsync(
            () ->
                batches.process(
                    batch,
                    (event, record) -> {
                      if (handled.incrementAndGet() == 100) {
                        halfWay.countDown();
                        join(killed);
                      }
                      database.update("INSERT INTO effect VALUES ('" + event.subject() + "')");
                    }),
            OutageTest::inItsOwnThread);
    join(halfWay);
    server.kill();
    killed.countDown();
    await().atMost(Duration.ofSeconds(60)).until(() -> batches.outages() >= 3);
    assertThat(processing).isNotDone();
    assertThat(batches.isBlocked()).isTrue();
    assertThat(batches.batches()).isZero();

    server.restart();
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(processing).isDone());
    processing.join();

    assertThat(batches.isBlocked()).isFalse();
    assertThat(batches.batches()).isEqualTo(1);
    assertThat(database.count("effect")).isEqualTo(200);
    assertThat(database.count("quarantine")).isZero();
    assertThat(database.count("inbox")).isEqualTo(200);
  }

  @Test
  void nothingIsLostAndOrderHoldsWhileBrokerAndDatabaseAreKilledUnderTheRelay() throws IOException {
    Topic topic = Topic.create(kafka.bootstrapServers());
    database.update("TRUNCATE outbox, outbox_stream");
    try (OutboxRelay relay = new OutboxRelay("relay", database.pool(), kafka.bootstrapServers())) {
      relay.start();
      Outbox outbox = new Outbox(database.pool(), database.transactions(), relay::wake);
      AtomicInteger committed = new AtomicInteger();
      CompletableFuture<Void> writing =
          CompletableFuture.runAsync(
              () ->
                  IntStream.range(0, 600)
                      .forEach(
                          i -> {
                            write(outbox, topic, 3);
                            committed.incrementAndGet();
                          }),
              OutageTest::inItsOwnThread);

      await().until(() -> committed.get() > 150);
      broker.kill();
      broker.restart();
      await().until(() -> committed.get() > 300 || writing.isDone());
      server.kill();
      server.restart();
      await().atMost(Duration.ofSeconds(90)).until(writing::isDone);
      writing.join();
      await()
          .atMost(Duration.ofSeconds(90))
          .ignoreExceptions()
          .until(() -> database.count("outbox WHERE sent_at IS NULL") == 0);
      await().until(relay::isHealthy);

      List<Topic.Read> read = topic.read();
      assertThat(read)
          .extracting(Topic.Read::id)
          .containsAll(database.all("SELECT event_id FROM outbox"));
      assertThat(Topic.firstOccurrences(read).values())
          .allSatisfy(versions -> assertThat(versions).containsExactly(1, 2, 3));
    }
  }

  /** Not in the common pool: a process that ends is noticed there. */
  private static void inItsOwnThread(Runnable work) {
    Thread.ofPlatform().start(work);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** As a client would: again, with a new request, until one commits. */
  private static void write(Outbox outbox, Topic topic, int versions) {
    boolean written = false;
    while (!written) {
      try {
        var release = release();
        database.transaction(
            () ->
                IntStream.range(0, versions)
                    .forEach(i -> outbox.append(topic.name(), matched(release, 0))));
        written = true;
      } catch (RuntimeException away) {
        Thread.onSpinWait();
      }
    }
  }

  private static void join(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
