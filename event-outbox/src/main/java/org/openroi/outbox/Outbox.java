package org.openroi.outbox;

import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.openroi.event.EncodedEvent;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;

/**
 * Publishes events in the caller's transaction: they go out if and only if it commits, each subject
 * in the order of its versions, which are given here without a gap.
 *
 * <p>What a transaction appends is written just before its commit, in two statements however many
 * events there are, and subjects are locked in one order everywhere, so that two transactions
 * cannot wait for each other.
 */
public final class Outbox {
  private static final String NEXT_VERSIONS =
      """
      INSERT INTO outbox_stream AS stream (topic, subject, version)
      SELECT topic, subject, appended
        FROM unnest(?::text[], ?::text[], ?::integer[]) AS given (topic, subject, appended)
       ORDER BY topic, subject
          ON CONFLICT (topic, subject) DO UPDATE SET version = stream.version + excluded.version
      RETURNING topic, subject, version
      """;
  private static final String APPEND =
      """
      INSERT INTO outbox (event_id, topic, subject, version, headers, value)
      SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::integer[], ?::text[], ?::bytea[])
      """;
  private static final String PRUNE =
      """
      DELETE FROM outbox
       WHERE id IN (SELECT id FROM outbox WHERE appended_at < ? AND sent_at < ? LIMIT ?)
      """;

  private final DataSource database;
  private final TransactionManager transactions;
  private final Runnable wakeRelay;
  private final Map<Transaction, Pending> open = new ConcurrentHashMap<>();
  private final LongAdder appended = new LongAdder();

  /**
   * @param database joins the transaction of the thread that asks it for a connection
   * @param wakeRelay called after each commit that appended something
   */
  public Outbox(DataSource database, TransactionManager transactions, Runnable wakeRelay) {
    this.database = database;
    this.transactions = transactions;
    this.wakeRelay = wakeRelay;
  }

  /**
   * Appends an event to the caller's transaction; its {@code subjectversion} is given on commit.
   *
   * @throws IllegalStateException when the thread has no active transaction
   */
  public void append(String topic, EventEnvelope event) {
    Transaction transaction = current();
    open.computeIfAbsent(transaction, this::join).events.add(new Appended(topic, event));
  }

  /** Deletes at most {@code chunk} events that were sent before; returns how many. */
  public int prune(Instant before, int chunk) {
    return Sql.change(
        database,
        PRUNE,
        statement -> {
          statement.setTimestamp(1, Timestamp.from(before));
          statement.setTimestamp(2, Timestamp.from(before));
          statement.setInt(3, chunk);
        });
  }

  /** Events appended by committed transactions. */
  public long appended() {
    return appended.sum();
  }

  /** Writes what the current transaction has appended so far. */
  void flush() {
    Pending pending = open.get(current());
    if (pending != null) {
      pending.flush();
    }
  }

  private record Appended(String topic, EventEnvelope event) {}

  private record Stream(String topic, String subject) {}

  /** What one transaction appends. */
  private final class Pending implements Synchronization {
    private final Transaction transaction;
    private final List<Appended> events = new ArrayList<>();
    private int written;

    private Pending(Transaction transaction) {
      this.transaction = transaction;
    }

    private void flush() {
      if (!events.isEmpty()) {
        write(events);
        written += events.size();
        events.clear();
      }
    }

    @Override
    public void beforeCompletion() {
      flush();
    }

    @Override
    public void afterCompletion(int status) {
      open.remove(transaction);
      if (status == Status.STATUS_COMMITTED && written > 0) {
        appended.add(written);
        wakeRelay.run();
      }
    }
  }

  private Transaction current() {
    try {
      Transaction transaction = transactions.getTransaction();
      if (transaction == null || transaction.getStatus() != Status.STATUS_ACTIVE) {
        throw new IllegalStateException("an event can be appended in an active transaction only");
      }
      return transaction;
    } catch (SystemException broken) {
      throw new IllegalStateException("no transaction manager", broken);
    }
  }

  private Pending join(Transaction transaction) {
    Pending pending = new Pending(transaction);
    try {
      transaction.registerSynchronization(pending);
    } catch (RollbackException | SystemException broken) {
      throw new IllegalStateException("the transaction takes no more", broken);
    }
    return pending;
  }

  private void write(List<Appended> events) {
    try (Connection connection = database.getConnection()) {
      Map<Stream, Integer> next = nextVersions(connection, events);
      int size = events.size();
      String[] ids = new String[size];
      String[] topics = new String[size];
      String[] subjects = new String[size];
      Integer[] versions = new Integer[size];
      String[] headers = new String[size];
      byte[][] values = new byte[size][];
      for (int i = 0; i < size; i++) {
        Appended each = events.get(i);
        int version =
            next.merge(new Stream(each.topic(), each.event().subject()), 1, Integer::sum) - 1;
        EncodedEvent encoded = EventCodec.encode(each.event().withSubjectVersion(version));
        ids[i] = each.event().id().value();
        topics[i] = each.topic();
        subjects[i] = encoded.key();
        versions[i] = version;
        headers[i] = Headers.write(encoded.headers());
        values[i] = encoded.value();
      }
      try (PreparedStatement append = connection.prepareStatement(APPEND)) {
        append.setArray(1, connection.createArrayOf("text", ids));
        append.setArray(2, connection.createArrayOf("text", topics));
        append.setArray(3, connection.createArrayOf("text", subjects));
        append.setArray(4, connection.createArrayOf("integer", versions));
        append.setArray(5, connection.createArrayOf("text", headers));
        append.setArray(6, connection.createArrayOf("bytea", values));
        append.executeUpdate();
      }
    } catch (SQLException failure) {
      throw new StoreFailure(failure);
    }
  }

  /** The version of the first of the events of each stream. */
  private static Map<Stream, Integer> nextVersions(Connection connection, List<Appended> events)
      throws SQLException {
    Map<Stream, Integer> counts = new LinkedHashMap<>();
    events.forEach(
        each -> counts.merge(new Stream(each.topic(), each.event().subject()), 1, Integer::sum));
    Map<Stream, Integer> next = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(NEXT_VERSIONS)) {
      statement.setArray(1, Sql.texts(connection, counts.keySet(), Stream::topic));
      statement.setArray(2, Sql.texts(connection, counts.keySet(), Stream::subject));
      statement.setArray(
          3, connection.createArrayOf("integer", counts.values().toArray(Integer[]::new)));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Stream stream = new Stream(row.getString(1), row.getString(2));
          int count = Objects.requireNonNull(counts.get(stream));
          next.put(stream, row.getInt(3) - count + 1);
        }
      }
    }
    return next;
  }
}
