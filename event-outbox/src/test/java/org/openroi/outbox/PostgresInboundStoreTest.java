package org.openroi.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openroi.kafka.EventFixture.CANARY;
import static org.openroi.kafka.EventFixture.NOON;
import static org.openroi.kafka.EventFixture.matched;
import static org.openroi.kafka.EventFixture.poison;
import static org.openroi.kafka.EventFixture.record;
import static org.openroi.kafka.EventFixture.registered;
import static org.openroi.kafka.EventFixture.release;
import static org.openroi.kafka.EventFixture.submitted;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventQuarantined;
import org.openroi.event.InvalidEvent.Reason;
import org.openroi.event.Publisher;
import org.openroi.event.ReleaseId;
import org.openroi.event.RequesterId;
import org.openroi.event.Topics;
import org.openroi.kafka.InboundBatches;
import org.openroi.kafka.InboundRecord;
import org.openroi.kafka.Mutant;
import org.openroi.kafka.Sealer;

/** Whole batches into PostgreSQL, with the effect of a handler in the same transaction. */
class PostgresInboundStoreTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Sealer SEALER =
      Sealer.ofBase64(Base64.getEncoder().encodeToString(new byte[32]));

  private Instant now = NOON;
  private final Outbox outbox = new Outbox(DATABASE.pool(), DATABASE.transactions(), () -> {});
  private final PostgresInboundStore store = store(Mutant.NONE);
  private final InboundBatches batches = new InboundBatches("authorization", store);
  private long offset;

  private PostgresInboundStore store(Mutant mutant) {
    return new PostgresInboundStore(
        new PostgresInboundStore.Identity(
            "authorization", Publisher.AUTHORIZATION.source(), "general-hospital"),
        DATABASE.pool(),
        DATABASE.transactions(),
        outbox,
        SEALER,
        () -> now,
        mutant);
  }

  @BeforeEach
  void empty() {
    DATABASE.update("CREATE TABLE IF NOT EXISTS effect (subject text, version integer)");
    DATABASE.update(
        """
        TRUNCATE outbox, outbox_stream, inbox, inbox_stream, parked, quarantine, effect
        """);
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private void apply(EventEnvelope event, InboundRecord record) {
    DATABASE.update(
        "INSERT INTO effect VALUES ('%s', %d)".formatted(event.subject(), event.subjectVersion()));
  }

  private List<ConsumerRecord<byte[], byte[]>> requests(EventEnvelope... events) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (EventEnvelope event : events) {
      records.add(record(Topics.RELEASE_REQUESTS, offset++, event));
    }
    return records;
  }

  private List<String> effects() {
    return DATABASE.all("SELECT version FROM effect ORDER BY ctid");
  }

  /** Every notice in the outbox, as it will stand on a dead-letter topic. */
  private List<EventQuarantined> notices() {
    List<String> headers = DATABASE.all("SELECT headers FROM outbox ORDER BY id");
    List<String> values = DATABASE.all("SELECT encode(value, 'hex') FROM outbox ORDER BY id");
    List<EventQuarantined> notices = new ArrayList<>();
    for (int i = 0; i < headers.size(); i++) {
      EventEnvelope event =
          EventCodec.decode(Headers.read(headers.get(i)), HexFormat.of().parseHex(values.get(i)));
      notices.add((EventQuarantined) event.data());
    }
    return notices;
  }

  @Test
  void oneBadRecordInTheMiddleIsQuarantinedAndTheRestIsAppliedInOneCommit() {
    ConsumerRecord<byte[], byte[]> bad = poison(Topics.RELEASE_REQUESTS, 50);
    List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
    for (offset = 0; offset < 101; ) {
      batch.addAll(offset == 50 ? List.of(bad) : requests(matched(release(), 1)));
      offset += batch.getLast() == bad ? 1 : 0;
    }

    batches.process(batch, this::apply);

    assertThat(DATABASE.count("effect")).isEqualTo(100);
    assertThat(DATABASE.all("SELECT DISTINCT xmin::text FROM effect")).hasSize(1);
    assertThat(DATABASE.one("SELECT DISTINCT xmin::text FROM effect"))
        .isEqualTo(DATABASE.one("SELECT xmin::text FROM quarantine"))
        .isEqualTo(DATABASE.one("SELECT xmin::text FROM outbox"));
    assertThat(DATABASE.one("SELECT topic FROM outbox"))
        .isEqualTo("roi.release-requests.v1.authorization.dlq");
    assertThat(notices())
        .containsExactly(
            new EventQuarantined(
                Topics.RELEASE_REQUESTS,
                0,
                50,
                "authorization",
                EventCodec.sha256(bad.value()),
                Reason.NOT_JSON));
  }

  @Test
  void theQuarantinedRecordCanBeOpenedWithTheKeyAndReadsAsNothingWithoutIt() {
    ConsumerRecord<byte[], byte[]> bad = poison(Topics.RELEASE_REQUESTS, 7);
    batches.process(List.of(bad), this::apply);

    byte[] sealed =
        HexFormat.of().parseHex(DATABASE.one("SELECT encode(sealed, 'hex') FROM quarantine"));
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("CANARY");
    String opened =
        new String(SEALER.open(sealed, "roi.release-requests.v1/0/7"), StandardCharsets.UTF_8);
    assertThat(opened).contains(new String(bad.value(), StandardCharsets.UTF_8), "ce_type", "key");
  }

  @Test
  void theSameBatchTwiceChangesNothing() {
    List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
    batch.addAll(requests(matched(release(), 1), matched(release(), 1)));
    batch.add(poison(Topics.RELEASE_REQUESTS, offset++));
    batch.addAll(requests(matched(release(), 2)));
    batches.process(batch, this::apply);
    List<String> before = everything();

    batches.process(batch, this::apply);

    assertThat(everything()).isEqualTo(before);
    assertThat(DATABASE.count("effect")).isEqualTo(2);
    assertThat(DATABASE.count("parked")).isEqualTo(1);
    assertThat(DATABASE.count("outbox")).isEqualTo(1);
  }

  private static List<String> everything() {
    List<String> rows = new ArrayList<>();
    for (String table :
        List.of("inbox", "inbox_stream", "parked", "quarantine", "outbox", "effect")) {
      rows.addAll(DATABASE.all("SELECT md5(t::text) FROM " + table + " t ORDER BY 1"));
    }
    return rows;
  }

  @Test
  void withoutTheInboxTheSameBatchTwiceWouldBeAppliedTwice() {
    InboundBatches mutant = new InboundBatches("authorization", store(Mutant.NO_INBOX));
    List<ConsumerRecord<byte[], byte[]>> batch = requests(matched(release(), 1));

    mutant.process(batch, this::apply);
    mutant.process(batch, this::apply);

    assertThat(DATABASE.count("effect")).isEqualTo(2);
  }

  @Test
  void aSwallowedDeadLetterIsQuarantinedAndNobodyIsTold() {
    InboundBatches mutant =
        new InboundBatches("authorization", store(Mutant.DEAD_LETTER_SWALLOWED));

    mutant.process(List.of(poison(Topics.RELEASE_REQUESTS, 3)), this::apply);

    assertThat(DATABASE.count("quarantine")).isEqualTo(1);
    assertThat(notices()).isEmpty();
  }

  @Test
  void theSameIdWithAnotherBodyIsQuarantinedWithAnAlarm() {
    EventEnvelope event = matched(release(), 1);
    EventEnvelope sameBatch = withFacility(event, "north-clinic");
    EventEnvelope later = withFacility(event, "east-clinic");

    batches.process(requests(event, sameBatch), this::apply);
    batches.process(requests(later), this::apply);

    assertThat(DATABASE.count("effect")).isEqualTo(1);
    assertThat(notices())
        .extracting(EventQuarantined::reason)
        .containsExactly(Reason.SAME_ID_OTHER_BODY, Reason.SAME_ID_OTHER_BODY);
    assertThat(batches.alarms()).isEqualTo(2);
  }

  private static EventEnvelope withFacility(EventEnvelope event, String facility) {
    return new EventEnvelope(
        event.id(),
        event.source(),
        event.time(),
        event.custodian(),
        facility,
        event.causationId(),
        event.subjectVersion(),
        event.data());
  }

  @Test
  void theSameVersionFromAnotherEventIsQuarantinedWithAnAlarm() {
    ReleaseId release = release();

    batches.process(requests(matched(release, 1)), this::apply);
    batches.process(requests(matched(release, 1)), this::apply);

    assertThat(DATABASE.count("effect")).isEqualTo(1);
    assertThat(batches.alarms()).isEqualTo(1);
  }

  @Test
  void aGapIsParkedAndAppliedInOrderWhenItFills() {
    ReleaseId release = release();
    batches.process(requests(matched(release, 1)), this::apply);
    batches.process(requests(matched(release, 4), matched(release, 3)), this::apply);
    assertThat(effects()).containsExactly("1");
    assertThat(DATABASE.count("parked")).isEqualTo(2);

    batches.process(requests(matched(release, 2)), this::apply);

    assertThat(effects()).containsExactly("1", "2", "3", "4");
    assertThat(DATABASE.count("parked")).isZero();
    assertThat(DATABASE.one("SELECT version FROM inbox_stream")).isEqualTo("4");
    assertThat(DATABASE.count("quarantine")).isZero();
  }

  @Test
  void aParkedEventThatComesAgainStaysParkedOnceAndIsNotMistakenForAnother() {
    EventEnvelope third = matched(release(), 3);

    batches.process(requests(third), this::apply);
    batches.process(requests(third), this::apply);
    batches.process(requests(withFacility(third, "north-clinic")), this::apply);

    assertThat(effects()).isEmpty();
    assertThat(DATABASE.count("parked")).isEqualTo(1);
    assertThat(batches.alarms()).isEqualTo(1);
  }

  @Test
  void aGapIsAnnouncedOnceAfterTenMinutesAndMayStillFill() {
    ReleaseId release = release();
    batches.process(requests(matched(release, 2)), this::apply);

    assertThat(batches.announceGaps(NOON.plus(Duration.ofMinutes(10)))).isZero();
    assertThat(batches.announceGaps(NOON.plus(Duration.ofMinutes(10)).plusMillis(1))).isOne();
    assertThat(batches.announceGaps(NOON.plus(Duration.ofHours(9)))).isZero();
    assertThat(notices()).extracting(EventQuarantined::reason).containsExactly(Reason.VERSION_GAP);

    batches.process(requests(matched(release, 1)), this::apply);
    assertThat(effects()).containsExactly("1", "2");
  }

  @Test
  void onACompactedTopicGapsAreNoLossAndOlderVersionsAreStale() {
    RequesterId requester = new RequesterId(UUID.randomUUID());
    String topic = Topics.REQUESTERS;

    batches.process(
        List.of(
            record(topic, 0, registered(requester, 3)),
            record(topic, 1, registered(requester, 2)),
            record(topic, 2, registered(requester, 7))),
        this::apply);

    assertThat(effects()).containsExactly("3", "7");
    assertThat(DATABASE.count("parked")).isZero();
    assertThat(DATABASE.count("quarantine")).isZero();
    assertThat(DATABASE.one("SELECT version FROM inbox_stream")).isEqualTo("7");
  }

  @Test
  void submissionsHaveNoVersionAndWaitForNone() {
    String topic = Topics.submissions("engine-a");

    batches.process(
        List.of(record(topic, 0, submitted("s-1")), record(topic, 1, submitted("s-2"))),
        this::apply);

    assertThat(DATABASE.count("effect")).isEqualTo(2);
    assertThat(DATABASE.count("inbox_stream")).isZero();
  }

  @Test
  void theOneEventThatTheDatabaseRefusesIsFoundAndTheRestIsApplied() {
    EventEnvelope[] events = new EventEnvelope[64];
    for (int i = 0; i < events.length; i++) {
      events[i] = matched(release(), 1);
    }
    String bad = events[21].subject();

    batches.process(
        requests(events),
        (event, record) -> {
          apply(event, record);
          if (event.subject().equals(bad)) {
            DATABASE.update("SELECT 1/0 /* " + CANARY + " */");
          }
        });

    assertThat(DATABASE.count("effect")).isEqualTo(63);
    assertThat(notices())
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.reason()).isEqualTo(Reason.NOT_APPLICABLE);
              assertThat(notice.offset()).isEqualTo(21);
            });
    assertThat(DATABASE.count("inbox")).isEqualTo(63);
  }

  @Test
  void aFailureAtCommitIsFoundToo() {
    DATABASE.update(
        """
        CREATE TABLE IF NOT EXISTS deferred_effect
          (subject text UNIQUE DEFERRABLE INITIALLY DEFERRED)
        """);
    DATABASE.update("TRUNCATE deferred_effect");
    ReleaseId twice = release();

    batches.process(
        requests(matched(release(), 1), matched(twice, 1), matched(twice, 2)),
        (event, record) ->
            DATABASE.update("INSERT INTO deferred_effect VALUES ('" + event.subject() + "')"));

    assertThat(DATABASE.count("deferred_effect")).isEqualTo(2);
    assertThat(notices())
        .singleElement()
        .satisfies(notice -> assertThat(notice.offset()).isEqualTo(2));
  }

  @Test
  void whatFollowsAnEventThatCouldNotBeAppliedWaitsForIt() {
    ReleaseId release = release();
    EventEnvelope first = matched(release, 1);
    List<ConsumerRecord<byte[], byte[]>> batch = requests(first, matched(release, 2));

    batches.process(
        batch,
        (event, record) -> {
          if (event.subjectVersion() == 1) {
            throw new IllegalStateException(CANARY);
          }
          apply(event, record);
        });
    assertThat(effects()).isEmpty();
    assertThat(DATABASE.count("parked")).isEqualTo(1);

    batches.process(batch.subList(0, 1), this::apply);
    assertThat(effects()).containsExactly("1", "2");
  }

  @Test
  void aParkedEventThatCannotBeAppliedIsQuarantinedInItsTurn() {
    ReleaseId release = release();
    EventEnvelope second = matched(release, 2);
    batches.process(requests(second), this::apply);

    batches.process(
        requests(matched(release, 1)),
        (event, record) -> {
          if (event.equals(second)) {
            throw new IllegalStateException(CANARY);
          }
          apply(event, record);
        });

    assertThat(effects()).containsExactly("1");
    assertThat(DATABASE.count("parked")).isZero();
    assertThat(notices())
        .extracting(EventQuarantined::reason)
        .containsExactly(Reason.NOT_APPLICABLE);
  }

  @Test
  void thousandsOfRecordsTakeFewCommits() {
    List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      batch.addAll(requests(matched(release(), 1)));
    }
    for (int from = 0; from < batch.size(); from += 500) {
      batches.process(
          batch.subList(from, from + 500), (event, record) -> assertThat(event).isNotNull());
    }

    assertThat(batches.batches()).isEqualTo(10);
    assertThat(batches.meanBatchSize()).isEqualTo(500);
    assertThat(DATABASE.all("SELECT DISTINCT xmin::text FROM inbox")).hasSize(10);
  }

  @Test
  void noLogAndNoColumnInTheClearShowsWhatABadRecordSaid() {
    String log =
        logOf(
            () ->
                batches.process(
                    List.of(
                        poison(Topics.RELEASE_REQUESTS, 0),
                        record(Topics.submissions("engine-b"), 1, submitted("s-1")),
                        record(Topics.submissions("engine-a"), 2, submitted("s-2"))),
                    (event, record) ->
                        DATABASE.update(
                            "INSERT INTO effect VALUES ('" + CANARY + "', 'not a number')")));

    assertThat(notices()).hasSize(3);
    assertThat(log).contains("could not be applied", "22P02").doesNotContain("CANARY");
    assertThat(DATABASE.all("SELECT q::text FROM quarantine q")).noneMatch(this::showsTheCanary);
    assertThat(DATABASE.all("SELECT headers || convert_from(value, 'UTF8') FROM outbox"))
        .hasSize(3)
        .noneMatch(this::showsTheCanary);
  }

  @Test
  void aTransactionManagerThatLogsAFailedCommitQuotesNoValue() {
    DATABASE.update(
        """
        CREATE TABLE IF NOT EXISTS deferred_effect
          (subject text UNIQUE DEFERRABLE INITIALLY DEFERRED)
        """);
    String log =
        logOf(
            () ->
                batches.process(
                    requests(matched(release(), 1)),
                    (event, record) ->
                        DATABASE.update(
                            "INSERT INTO deferred_effect VALUES ('%s'), ('%s')"
                                .formatted(CANARY, CANARY))));

    assertThat(log).contains("ARJUNA", "23505").doesNotContain("CANARY");
    assertThat(notices()).hasSize(1);
  }

  private static String logOf(Runnable work) {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    Handler capture = new Capture(new PrintStream(log, true, StandardCharsets.UTF_8));
    Logger root = Logger.getLogger("");
    root.addHandler(capture);
    try {
      work.run();
    } finally {
      root.removeHandler(capture);
    }
    return log.toString(StandardCharsets.UTF_8);
  }

  private boolean showsTheCanary(String text) {
    String hex = HexFormat.of().formatHex(CANARY.getBytes(StandardCharsets.UTF_8));
    return text.contains(CANARY) || text.contains(hex);
  }

  private static final class Capture extends Handler {
    private final PrintStream out;

    private Capture(PrintStream out) {
      this.out = out;
    }

    @Override
    public void publish(LogRecord record) {
      out.println(new SimpleFormatter().format(record));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void prunesOldEntriesButNotThoseOfParkedEvents() {
    batches.process(requests(matched(release(), 1), matched(release(), 2)), this::apply);

    assertThat(store.prune(Instant.EPOCH, 10)).isZero();
    assertThat(store.prune(Instant.now().plusSeconds(60), 10)).isOne();
    assertThat(DATABASE.count("inbox")).isEqualTo(1);
  }
}
