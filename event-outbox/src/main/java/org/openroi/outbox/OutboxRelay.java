package org.openroi.outbox;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.openroi.kafka.Failures;
import org.openroi.kafka.Mutant;
import org.openroi.kafka.ProducerSettings;

/**
 * Carries the outbox to Kafka: at least once, and each subject in the order of its versions.
 *
 * <p>A pass claims unsent rows for a while (a lease), only the oldest of each subject, sends them
 * all, waits for the broker's acks and marks them in one statement that names the claim (its
 * epoch). There is no cursor, so a transaction that commits late is not passed over. Any number of
 * relays may work on one outbox. One that wakes up after its lease marks nothing; what it sends
 * late repeats events that were sent before, so the first occurrences keep their order.
 */
public final class OutboxRelay implements AutoCloseable {
  /** Longer than a producer may still deliver, waits for metadata included. */
  static final Duration LEASE = Duration.ofSeconds(20);

  private static final int CLAIM = 1_000;
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
  private static final System.Logger LOG = System.getLogger(OutboxRelay.class.getName());

  // Claims and marks need no wait for the disk (synchronous_commit off, for this statement only): a
  // server that crashes and forgets one lets an event go out twice, in order, and never loses one.
  // The oldest unsent of a subject is the one whose predecessor was sent (or pruned since): one
  // look
  // into a unique index. NOT EXISTS (an older unsent row) was planned as a scan of the backlog for
  // each row, with statistics from when the outbox was empty, and a claim took half a minute.
  private static final String CLAIM_DUE =
      """
      WITH claim AS (
        SELECT nextval('outbox_epoch') AS epoch, set_config('synchronous_commit', 'off', true)),
      due AS (
        SELECT id FROM outbox AS candidate
         WHERE sent_at IS NULL
           AND (leased_until IS NULL OR leased_until < clock_timestamp())
           AND (SELECT sent_at IS NOT NULL FROM outbox AS predecessor
                 WHERE predecessor.topic = candidate.topic
                   AND predecessor.subject = candidate.subject
                   AND predecessor.version = candidate.version - 1) IS NOT FALSE
         ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED)
      UPDATE outbox
         SET epoch = claim.epoch, leased_until = clock_timestamp() + ? * interval '1 millisecond'
        FROM due, claim
       WHERE outbox.id = due.id
      RETURNING outbox.id, outbox.epoch, topic, subject, headers, value
      """;
  private static final String CLAIM_FROM_CURSOR =
      """
      WITH claim AS (SELECT nextval('outbox_epoch') AS epoch),
      due AS (
        SELECT id FROM outbox
         WHERE id > (SELECT coalesce(max(id), 0) FROM outbox WHERE sent_at IS NOT NULL)
         ORDER BY id LIMIT ? FOR UPDATE),
      claimed AS (
        UPDATE outbox
           SET epoch = claim.epoch, leased_until = clock_timestamp() + ? * interval '1 millisecond'
          FROM due, claim
         WHERE outbox.id = due.id
        RETURNING outbox.id, outbox.epoch, topic, subject, headers, value)
      SELECT * FROM claimed ORDER BY id
      """;
  private static final String MARK_SENT =
      """
      WITH fast AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true) AS is)
      UPDATE outbox SET sent_at = clock_timestamp(), leased_until = NULL FROM fast
       WHERE id = ANY (?) AND epoch = ? AND sent_at IS NULL AND fast.is = 'off'
      """;
  private static final String LEASE_UNTIL =
      """
      UPDATE outbox SET leased_until = clock_timestamp() + ? * interval '1 millisecond'
       WHERE id = ANY (?) AND epoch = ? AND sent_at IS NULL
      """;

  private static final String ALL_SENT =
      """
      SELECT NOT EXISTS (SELECT FROM outbox WHERE sent_at IS NULL AND topic = ANY (?))
      """;

  private final String name;
  private final DataSource database;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final Duration lease;
  private final Mutant mutant;

  private final Semaphore wake = new Semaphore(0);
  private volatile boolean stopping;
  private volatile boolean databaseAnswers = true;
  private final Set<String> brokenTopics = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Thread thread;
  private @Nullable Producer<byte[], byte[]> producer;

  private final LongAdder passes = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final LongAdder marked = new LongAdder();
  private final LongAdder fenced = new LongAdder();
  private final LongAdder failures = new LongAdder();

  /**
   * @param name of its thread and its producer
   * @param database gives a connection of its own outside a transaction
   */
  public OutboxRelay(String name, DataSource database, String bootstrapServers) {
    this(
        name,
        database,
        () -> new KafkaProducer<>(ProducerSettings.of(bootstrapServers, name)),
        LEASE,
        Mutant.armed());
  }

  OutboxRelay(
      String name,
      DataSource database,
      Supplier<Producer<byte[], byte[]>> producers,
      Duration lease,
      Mutant mutant) {
    this.name = name;
    this.database = database;
    this.producers = producers;
    this.lease = lease;
    this.mutant = mutant;
  }

  /** Starts the relay's thread; broker and database may be away. */
  public synchronized void start() {
    if (thread == null) {
      thread = Thread.ofPlatform().name(name).start(this::run);
    }
  }

  /** There is something to send. Never blocks. */
  public void wake() {
    wake.release();
  }

  /** Ends after the pass that is under way, which is marked as far as it was sent. */
  public void stop() {
    stopping = true;
    wake.release();
    Thread running = thread;
    if (running != null) {
      try {
        running.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    stop();
  }

  /** Whether the database answers, and no topic refused its last event. */
  public boolean isHealthy() {
    return databaseAnswers && brokenTopics.isEmpty();
  }

  /** Passes that claimed something. */
  public long passes() {
    return passes.sum();
  }

  /** Rows that the broker acknowledged. */
  public long sent() {
    return sent.sum();
  }

  /** Rows that were marked as sent. */
  public long marked() {
    return marked.sum();
  }

  /** Rows that were sent, but that another relay had claimed meanwhile. */
  public long fenced() {
    return fenced.sum();
  }

  /** Rows that could not be sent, and passes that had no database. */
  public long failures() {
    return failures.sum();
  }

  /** Rows to a pass, on average; near 1 under load means that batching does not work. */
  public double meanBatchSize() {
    long all = passes.sum();
    return all == 0 ? 0 : (double) sent.sum() / all;
  }

  private record Row(
      long id, long epoch, String topic, String subject, String headers, byte[] value) {

    private ProducerRecord<byte[], byte[]> toRecord() {
      byte[] key = subject.getBytes(StandardCharsets.UTF_8);
      ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
      Headers.read(headers)
          .forEach(
              (header, text) ->
                  record.headers().add(header, text.getBytes(StandardCharsets.UTF_8)));
      return record;
    }
  }

  private record Sent(Row row, Future<RecordMetadata> answer) {}

  private void run() {
    Duration pause = FIRST_PAUSE;
    while (!stopping) {
      wake.drainPermits();
      try {
        boolean idle = pass() == 0;
        pause = FIRST_PAUSE;
        if (idle) {
          await(POLL);
        }
      } catch (RuntimeException failure) {
        failed(failure);
        await(pause);
        pause = longer(pause);
      }
    }
    closeProducer();
  }

  /** Claims, sends and marks once; returns how many rows it claimed. */
  int pass() {
    List<Row> rows = claim();
    databaseAnswers = true;
    if (rows.isEmpty()) {
      forgetTopicsThatOthersServed();
      return 0;
    }
    passes.increment();
    List<Row> acknowledged = new ArrayList<>();
    List<Row> left = new ArrayList<>();
    send(rows, acknowledged, left);
    sent.add(acknowledged.size());
    failures.add(left.size());
    if (!acknowledged.isEmpty()) {
      int changed = insist(() -> mark(acknowledged));
      marked.add(changed);
      fenced.add(acknowledged.size() - changed);
    }
    if (!left.isEmpty()) {
      insist(() -> leaseFor(RETRY, left));
    }
    return rows.size();
  }

  private List<Row> claim() {
    return Sql.query(
        database,
        mutant == Mutant.CURSOR_OUTBOX ? CLAIM_FROM_CURSOR : CLAIM_DUE,
        statement -> {
          statement.setInt(1, CLAIM);
          statement.setLong(2, lease.toMillis());
        },
        row ->
            new Row(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getBytes(6)));
  }

  private void send(List<Row> rows, List<Row> acknowledged, List<Row> left) {
    Producer<byte[], byte[]> kafka = producer();
    List<Sent> sends = new ArrayList<>();
    Set<String> broken = new HashSet<>();
    for (Row row : rows) {
      // A send to a topic without metadata blocks: the next one to the same topic would block too.
      if (broken.contains(row.topic())) {
        left.add(row);
        continue;
      }
      Future<RecordMetadata> send = kafka.send(row.toRecord());
      if (send.state() == Future.State.FAILED) {
        broken.add(row.topic());
      }
      sends.add(new Sent(row, send));
    }
    if (mutant == Mutant.ACKS_1) {
      sends.forEach(send -> acknowledged.add(send.row()));
      return;
    }
    sends.forEach(send -> (isAcknowledged(send) ? acknowledged : left).add(send.row()));
  }

  private boolean isAcknowledged(Sent send) {
    String topic = send.row().topic();
    try {
      send.answer().get();
      brokenTopics.remove(topic);
      return true;
    } catch (ExecutionException failure) {
      if (brokenTopics.add(topic)) {
        LOG.log(
            System.Logger.Level.WARNING,
            "{0}: {1} takes nothing: {2}",
            name,
            topic,
            Failures.describe(failure));
      }
      if (!Failures.any(failure, RetriableException.class::isInstance)) {
        closeProducer();
      }
      return false;
    } catch (InterruptedException interrupted) {
      stopping = true;
      return false;
    }
  }

  private void forgetTopicsThatOthersServed() {
    if (!brokenTopics.isEmpty()
        && Sql.query(
                database,
                ALL_SENT,
                statement ->
                    statement.setArray(
                        1, Sql.texts(statement.getConnection(), brokenTopics, topic -> topic)),
                row -> row.getBoolean(1))
            .getFirst()) {
      brokenTopics.clear();
    }
  }

  private int mark(List<Row> rows) {
    return Sql.change(
        database,
        MARK_SENT,
        statement -> {
          statement.setArray(1, ids(statement.getConnection(), rows));
          statement.setLong(2, rows.getFirst().epoch());
        });
  }

  private int leaseFor(Duration time, List<Row> rows) {
    return Sql.change(
        database,
        LEASE_UNTIL,
        statement -> {
          statement.setLong(1, time.toMillis());
          statement.setArray(2, ids(statement.getConnection(), rows));
          statement.setLong(3, rows.getFirst().epoch());
        });
  }

  private static Array ids(Connection connection, List<Row> rows) throws SQLException {
    return connection.createArrayOf("bigint", rows.stream().map(Row::id).toArray(Long[]::new));
  }

  /** Repeats a write until the database takes it; the epoch makes a late one harmless. */
  private int insist(IntSupplier write) {
    Duration pause = FIRST_PAUSE;
    while (!stopping) {
      try {
        int changed = write.getAsInt();
        databaseAnswers = true;
        return changed;
      } catch (RuntimeException failure) {
        failed(failure);
        await(pause);
        pause = longer(pause);
      }
    }
    return write.getAsInt();
  }

  private void failed(RuntimeException failure) {
    failures.increment();
    if (databaseAnswers) {
      databaseAnswers = false;
      LOG.log(
          System.Logger.Level.WARNING,
          "{0}: waiting for the database: {1}",
          name,
          Failures.describe(failure));
    }
  }

  private void await(Duration time) {
    try {
      if (wake.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException interrupted) {
      stopping = true;
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> open = producer;
    if (open == null) {
      open = producers.get();
      producer = open;
    }
    return open;
  }

  private void closeProducer() {
    Producer<byte[], byte[]> open = producer;
    producer = null;
    if (open != null) {
      open.close(CLOSE_PATIENCE);
    }
  }
}
