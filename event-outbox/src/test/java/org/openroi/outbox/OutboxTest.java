package org.openroi.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openroi.kafka.EventFixture.matched;
import static org.openroi.kafka.EventFixture.release;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.ReleaseId;
import org.openroi.event.Topics;

class OutboxTest {
  private static final TestDatabase DATABASE = TestDatabase.create();

  private final AtomicInteger wakes = new AtomicInteger();
  private final Outbox outbox =
      new Outbox(DATABASE.pool(), DATABASE.transactions(), wakes::incrementAndGet);

  @BeforeEach
  void empty() {
    DATABASE.update("TRUNCATE outbox, outbox_stream");
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void whatIsProvenHereIsProvenOnAServerThatKeepsWhatItAcknowledged() {
    assertThat(DATABASE.one("SHOW fsync")).isEqualTo("on");
    assertThat(DATABASE.one("SHOW synchronous_commit")).isEqualTo("on");
    assertThat(DATABASE.one("SHOW server_version")).startsWith("18");
  }

  @Test
  void anEventCommitsWithTheCallersTransactionAndWakesTheRelayAfterIt() {
    DATABASE.update("CREATE TABLE IF NOT EXISTS fact (id integer)");
    DATABASE.transaction(
        () -> {
          DATABASE.update("INSERT INTO fact VALUES (1)");
          outbox.append(Topics.RELEASE_REQUESTS, matched(release(), 0));
          assertThat(wakes).hasValue(0);
        });

    assertThat(wakes).hasValue(1);
    assertThat(outbox.appended()).isEqualTo(1);
    assertThat(DATABASE.count("outbox")).isEqualTo(1);
    assertThat(DATABASE.count("fact")).isEqualTo(1);
  }

  @Test
  void aTransactionThatRollsBackLeavesNoEventNoVersionAndNoWake() {
    ReleaseId release = release();
    assertThatThrownBy(
            () ->
                DATABASE.transaction(
                    () -> {
                      outbox.append(Topics.RELEASE_REQUESTS, matched(release, 0));
                      outbox.flush();
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(DATABASE.count("outbox")).isZero();
    assertThat(DATABASE.count("outbox_stream")).isZero();
    assertThat(wakes).hasValue(0);

    DATABASE.transaction(() -> outbox.append(Topics.RELEASE_REQUESTS, matched(release, 0)));
    assertThat(DATABASE.one("SELECT version FROM outbox")).isEqualTo("1");
  }

  @Test
  void outsideATransactionNothingCanBeAppended() {
    assertThatThrownBy(() -> outbox.append(Topics.RELEASE_REQUESTS, matched(release(), 0)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsStoredIsTheEventWithItsVersion() {
    EventEnvelope event = matched(release(), 0);
    DATABASE.transaction(
        () -> {
          outbox.append(Topics.RELEASE_REQUESTS, matched(release(), 0));
          outbox.append(Topics.RELEASE_REQUESTS, event);
        });

    String where = " FROM outbox WHERE event_id = '" + event.id() + "'";
    byte[] value =
        java.util.HexFormat.of().parseHex(DATABASE.one("SELECT encode(value, 'hex')" + where));
    assertThat(EventCodec.decode(Headers.read(DATABASE.one("SELECT headers" + where)), value))
        .isEqualTo(event.withSubjectVersion(1));
  }

  @Test
  void versionsAreGaplessPerTopicAndSubjectHoweverTransactionsRace() throws Exception {
    List<ReleaseId> releases = IntStream.range(0, 5).mapToObj(i -> release()).toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        int seed = i;
        all.add(
            CompletableFuture.runAsync(
                () -> {
                  try {
                    DATABASE.transaction(
                        () -> {
                          // Each transaction takes the releases in an order of its own.
                          for (int j = 0; j < releases.size(); j++) {
                            ReleaseId next = releases.get((seed + j * (1 + seed % 4)) % 5);
                            outbox.append(Topics.RELEASE_REQUESTS, matched(next, 0));
                          }
                          if (seed % 5 == 0) {
                            throw new IllegalStateException("rolled back");
                          }
                        });
                  } catch (IllegalStateException rolledBack) {
                    assertThat(rolledBack).hasMessage("rolled back");
                  }
                },
                threads));
      }
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    }

    assertThat(DATABASE.count("outbox")).isEqualTo(160 * 5);
    assertThat(
            DATABASE.all(
                """
                SELECT subject FROM outbox GROUP BY topic, subject
                HAVING count(*) <> max(version) OR count(DISTINCT version) <> count(*)
                    OR min(version) <> 1
                """))
        .isEmpty();
  }

  @Test
  void thousandsOfEventsOfATransactionAreWrittenTogether() {
    DATABASE.transaction(
        () -> {
          for (int i = 0; i < 5_000; i++) {
            outbox.append(Topics.RELEASE_REQUESTS, matched(release(), 0));
          }
        });

    assertThat(DATABASE.count("outbox")).isEqualTo(5_000);
    assertThat(DATABASE.all("SELECT DISTINCT xmin::text FROM outbox")).hasSize(1);
    assertThat(DATABASE.all("SELECT DISTINCT cmin::text FROM outbox")).hasSize(1);
  }

  @Test
  void theSameEventTwiceIsRefused() {
    EventEnvelope event = matched(release(), 0);
    DATABASE.transaction(() -> outbox.append(Topics.RELEASE_REQUESTS, event));

    assertThatThrownBy(
            () -> DATABASE.transaction(() -> outbox.append(Topics.RELEASE_REQUESTS, event)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(DATABASE.count("outbox")).isEqualTo(1);
    assertThat(DATABASE.one("SELECT version FROM outbox_stream")).isEqualTo("1");
  }

  @Test
  void prunesWhatWasSentLongAgoAndNothingElse() {
    DATABASE.transaction(
        () -> {
          for (int i = 0; i < 5; i++) {
            outbox.append(Topics.RELEASE_REQUESTS, matched(release(), 0));
          }
        });
    DATABASE.update(
        """
        UPDATE outbox SET sent_at = '2026-01-01', appended_at = '2026-01-01'
         WHERE id IN (SELECT id FROM outbox LIMIT 3)
        """);

    assertThat(outbox.prune(Instant.parse("2025-12-31T00:00:00Z"), 100)).isZero();
    assertThat(outbox.prune(Instant.parse("2026-01-02T00:00:00Z"), 2)).isEqualTo(2);
    assertThat(outbox.prune(Instant.parse("2026-01-02T00:00:00Z"), 2)).isEqualTo(1);
    assertThat(DATABASE.count("outbox")).isEqualTo(2);
    assertThat(DATABASE.count("outbox_stream")).isEqualTo(5);
  }
}
