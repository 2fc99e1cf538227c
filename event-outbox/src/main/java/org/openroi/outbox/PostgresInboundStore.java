package org.openroi.outbox;

import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.EventQuarantined;
import org.openroi.event.EventType;
import org.openroi.event.InvalidEvent.Reason;
import org.openroi.event.Topics;
import org.openroi.kafka.Admission;
import org.openroi.kafka.Arrival;
import org.openroi.kafka.Failures;
import org.openroi.kafka.InboundRecord;
import org.openroi.kafka.InboundStore;
import org.openroi.kafka.Mutant;
import org.openroi.kafka.Sealer;
import org.openroi.kafka.TopicsFile;

/** The inbox, the parked events and the quarantine of one consumer, in PostgreSQL. */
public final class PostgresInboundStore implements InboundStore {
  /** How long a version may be missing before a person is told. */
  public static final Duration GAP_PATIENCE = Duration.ofMinutes(10);

  /** The {@code facility} of a notice about a record that nobody could read. */
  public static final String NO_FACILITY = "unassigned";

  private static final int MOST_DUE = 500;

  private static final String TAKE_IN =
      """
      INSERT INTO inbox (source, event_id, sha256)
      SELECT source, event_id, sha256
        FROM unnest(?::text[], ?::text[], ?::text[]) AS given (source, event_id, sha256)
       ORDER BY source, event_id
          ON CONFLICT DO NOTHING
      RETURNING source, event_id
      """;
  private static final String HASHES =
      """
      SELECT source, event_id, sha256
        FROM inbox JOIN unnest(?::text[], ?::text[]) AS given (source, event_id)
       USING (source, event_id)
      """;
  private static final String LOCK_PARKED =
      """
      SELECT source, event_id
        FROM parked JOIN unnest(?::text[], ?::text[]) AS given (source, event_id)
       USING (source, event_id)
       ORDER BY source, event_id
         FOR UPDATE OF parked
      """;
  private static final String LOCK_VERSIONS =
      """
      SELECT topic, subject, version
        FROM inbox_stream JOIN unnest(?::text[], ?::text[]) AS given (topic, subject)
       USING (topic, subject)
       ORDER BY topic, subject
         FOR UPDATE OF inbox_stream
      """;
  private static final String ADVANCE =
      """
      INSERT INTO inbox_stream AS stream (topic, subject, version)
      SELECT topic, subject, version
        FROM unnest(?::text[], ?::text[], ?::integer[]) AS given (topic, subject, version)
       ORDER BY topic, subject
          ON CONFLICT (topic, subject) DO UPDATE SET version = excluded.version
       WHERE stream.version < excluded.version
      """;
  private static final String PARK =
      """
      INSERT INTO parked (source, event_id, topic, subject, version, record_partition,
                          record_offset, record_key, headers, value, parked_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String UNPARK =
      """
      DELETE FROM parked USING unnest(?::text[], ?::text[]) AS given (source, event_id)
       WHERE parked.source = given.source AND parked.event_id = given.event_id
      """;
  private static final String DUE =
      """
      SELECT parked.topic, record_partition, record_offset, record_key, headers, value
        FROM parked JOIN inbox_stream AS stream USING (topic, subject)
       WHERE parked.topic = ANY (?) AND parked.version <= stream.version + 1
       ORDER BY parked.topic, parked.subject, parked.version
       LIMIT ?
      """;
  private static final String FORGET_PARKED =
      """
      WITH gone AS (
        DELETE FROM parked WHERE topic = ? AND record_partition = ? AND record_offset = ?
        RETURNING source, event_id)
      DELETE FROM inbox USING gone
       WHERE inbox.source = gone.source AND inbox.event_id = gone.event_id
      """;
  private static final String QUARANTINE =
      """
      INSERT INTO quarantine (topic, record_partition, record_offset, sha256, reason, sealed,
                              quarantined_at)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;
  private static final String ANNOUNCE =
      """
      UPDATE parked SET announced_at = ?
       WHERE announced_at IS NULL AND parked_at < ?
      RETURNING topic, record_partition, record_offset, record_key, headers, value
      """;
  private static final String PRUNE =
      """
      DELETE FROM inbox
       WHERE (source, event_id) IN (
               SELECT source, event_id FROM inbox AS old
                WHERE arrived_at < ?
                  AND NOT EXISTS (SELECT FROM parked
                                   WHERE parked.source = old.source
                                     AND parked.event_id = old.event_id)
                LIMIT ?)
      """;

  private final DataSource database;
  private final TransactionManager transactions;
  private final Outbox outbox;
  private final Sealer sealer;
  private final Identity identity;
  private final InstantSource clock;
  private final Mutant mutant;
  private final Set<String> compacted = TopicsFile.compacted();

  /**
   * Who consumes.
   *
   * @param consumer the consumer group
   * @param source the CloudEvents source of its notices
   * @param custodian the custodian of its notices
   */
  public record Identity(String consumer, String source, String custodian) {}

  public PostgresInboundStore(
      Identity identity,
      DataSource database,
      TransactionManager transactions,
      Outbox outbox,
      Sealer sealer,
      InstantSource clock) {
    this(identity, database, transactions, outbox, sealer, clock, Mutant.armed());
  }

  PostgresInboundStore(
      Identity identity,
      DataSource database,
      TransactionManager transactions,
      Outbox outbox,
      Sealer sealer,
      InstantSource clock,
      Mutant mutant) {
    this.identity = identity;
    this.database = database;
    this.transactions = transactions;
    this.outbox = outbox;
    this.sealer = sealer;
    this.clock = clock;
    this.mutant = mutant;
  }

  @Override
  public <T> T inTransaction(Supplier<T> work) {
    try {
      transactions.begin();
    } catch (NotSupportedException | SystemException broken) {
      throw new CommitFailure(broken);
    }
    boolean committed = false;
    try {
      T result = work.get();
      outbox.flush();
      transactions.commit();
      committed = true;
      return result;
    } catch (RollbackException
        | HeuristicMixedException
        | HeuristicRollbackException
        | SystemException failure) {
      throw new CommitFailure(failure);
    } finally {
      if (!committed) {
        rollBack();
      }
    }
  }

  private void rollBack() {
    try {
      if (transactions.getStatus() != Status.STATUS_NO_TRANSACTION) {
        transactions.rollback();
      }
    } catch (SystemException broken) {
      throw new CommitFailure(broken);
    }
  }

  /** The transaction did not commit; the reason is the cause. */
  private static final class CommitFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommitFailure(Exception cause) {
      super("not committed", cause);
    }
  }

  private record Known(String source, String id) {
    static Known of(EventEnvelope event) {
      return new Known(event.source(), event.id().value());
    }
  }

  private record Stream(String topic, String subject) {
    static Stream of(Arrival arrival) {
      return new Stream(arrival.record().topic(), arrival.event().subject());
    }
  }

  @Override
  public List<Admission> admit(List<Arrival> arrivals) {
    if (mutant == Mutant.NO_INBOX) {
      return arrivals.stream().map(arrival -> Admission.NEW).toList();
    }
    Map<Known, String> hashes = new HashMap<>();
    List<Arrival> first = new ArrayList<>();
    List<String> hashOf = new ArrayList<>();
    for (Arrival arrival : arrivals) {
      String hash = EventCodec.sha256(arrival.event());
      hashOf.add(hash);
      if (hashes.putIfAbsent(Known.of(arrival.event()), hash) == null) {
        first.add(arrival);
      }
    }
    try (Connection connection = database.getConnection()) {
      Set<Known> candidates = takeIn(connection, first, hashes);
      Set<Known> parked = Set.of();
      if (candidates.size() < first.size()) {
        Set<Known> seen = new HashSet<>(hashes.keySet());
        seen.removeAll(candidates);
        hashes.putAll(hashes(connection, seen));
        parked = lockParked(connection, seen);
        candidates.addAll(parked);
      }
      Versions versions = new Versions(lockVersions(connection, arrivals, candidates));
      List<Admission> admissions = new ArrayList<>();
      List<Arrival> toPark = new ArrayList<>();
      Set<Known> toUnpark = new HashSet<>();
      for (int i = 0; i < arrivals.size(); i++) {
        Arrival arrival = arrivals.get(i);
        Known known = Known.of(arrival.event());
        Admission admission;
        if (!hashOf.get(i).equals(hashes.get(known))) {
          admission = Admission.OTHER_BODY;
        } else if (!candidates.remove(known)) {
          admission = Admission.DUPLICATE;
        } else {
          admission = versions.admit(arrival);
          if (admission == Admission.PARKED && !parked.contains(known)) {
            toPark.add(arrival);
          } else if (admission != Admission.PARKED && parked.contains(known)) {
            toUnpark.add(known);
          }
        }
        admissions.add(admission);
      }
      versions.write(connection);
      park(connection, toPark);
      unpark(connection, toUnpark);
      return admissions;
    } catch (SQLException failure) {
      throw new StoreFailure(failure);
    }
  }

  /** Which version of each subject comes next. */
  private final class Versions {
    private final Map<Stream, Integer> last;
    private final Map<Stream, Integer> advanced = new HashMap<>();

    private Versions(Map<Stream, Integer> last) {
      this.last = last;
    }

    private Admission admit(Arrival arrival) {
      if (!isVersioned(arrival)) {
        return Admission.NEW;
      }
      Stream stream = Stream.of(arrival);
      int version = arrival.event().subjectVersion();
      int newest = last.getOrDefault(stream, 0);
      boolean gapsAllowed = compacted.contains(stream.topic());
      if (version <= newest) {
        return gapsAllowed ? Admission.STALE : Admission.OTHER_BODY;
      }
      if (version > newest + 1 && !gapsAllowed) {
        return Admission.PARKED;
      }
      last.put(stream, version);
      advanced.put(stream, version);
      return Admission.NEW;
    }

    private void write(Connection connection) throws SQLException {
      if (advanced.isEmpty()) {
        return;
      }
      try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
        statement.setArray(1, Sql.texts(connection, advanced.keySet(), Stream::topic));
        statement.setArray(2, Sql.texts(connection, advanced.keySet(), Stream::subject));
        statement.setArray(
            3, connection.createArrayOf("integer", advanced.values().toArray(Integer[]::new)));
        statement.executeUpdate();
      }
    }
  }

  /** A client's submission is not. */
  private static boolean isVersioned(Arrival arrival) {
    return arrival.event().subjectVersion() > 0;
  }

  private static Set<Known> takeIn(
      Connection connection, List<Arrival> arrivals, Map<Known, String> hashes)
      throws SQLException {
    List<Known> keys = arrivals.stream().map(arrival -> Known.of(arrival.event())).toList();
    try (PreparedStatement statement = connection.prepareStatement(TAKE_IN)) {
      setKeys(statement, keys);
      statement.setArray(3, Sql.texts(connection, keys, key -> hashes.getOrDefault(key, "")));
      return knowns(statement);
    }
  }

  private static Map<Known, String> hashes(Connection connection, Set<Known> keys)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HASHES)) {
      setKeys(statement, keys);
      Map<Known, String> hashes = new HashMap<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          hashes.put(new Known(row.getString(1), row.getString(2)), row.getString(3));
        }
      }
      return hashes;
    }
  }

  private static Set<Known> lockParked(Connection connection, Set<Known> keys) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOCK_PARKED)) {
      setKeys(statement, keys);
      return knowns(statement);
    }
  }

  private static void setKeys(PreparedStatement statement, Collection<Known> keys)
      throws SQLException {
    Connection connection = statement.getConnection();
    statement.setArray(1, Sql.texts(connection, keys, Known::source));
    statement.setArray(2, Sql.texts(connection, keys, Known::id));
  }

  private static Set<Known> knowns(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      Set<Known> keys = new HashSet<>();
      while (row.next()) {
        keys.add(new Known(row.getString(1), row.getString(2)));
      }
      return keys;
    }
  }

  private static Map<Stream, Integer> lockVersions(
      Connection connection, List<Arrival> arrivals, Set<Known> candidates) throws SQLException {
    Set<Stream> streams = new HashSet<>();
    for (Arrival arrival : arrivals) {
      if (isVersioned(arrival) && candidates.contains(Known.of(arrival.event()))) {
        streams.add(Stream.of(arrival));
      }
    }
    Map<Stream, Integer> versions = new HashMap<>();
    if (streams.isEmpty()) {
      return versions;
    }
    try (PreparedStatement statement = connection.prepareStatement(LOCK_VERSIONS)) {
      statement.setArray(1, Sql.texts(connection, streams, Stream::topic));
      statement.setArray(2, Sql.texts(connection, streams, Stream::subject));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          versions.put(new Stream(row.getString(1), row.getString(2)), row.getInt(3));
        }
      }
    }
    return versions;
  }

  private void park(Connection connection, List<Arrival> arrivals) throws SQLException {
    if (arrivals.isEmpty()) {
      return;
    }
    Timestamp now = Timestamp.from(clock.instant());
    try (PreparedStatement statement = connection.prepareStatement(PARK)) {
      for (Arrival arrival : arrivals) {
        InboundRecord record = arrival.record();
        statement.setString(1, arrival.event().source());
        statement.setString(2, arrival.event().id().value());
        statement.setString(3, record.topic());
        statement.setString(4, arrival.event().subject());
        statement.setInt(5, arrival.event().subjectVersion());
        statement.setInt(6, record.partition());
        statement.setLong(7, record.offset());
        statement.setBytes(8, record.key());
        statement.setString(9, Headers.write(record.headers()));
        statement.setBytes(10, record.value());
        statement.setTimestamp(11, now);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void unpark(Connection connection, Set<Known> keys) throws SQLException {
    if (!keys.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(UNPARK)) {
        setKeys(statement, keys);
        statement.executeUpdate();
      }
    }
  }

  @Override
  public List<Arrival> due(Collection<String> topics) {
    return Sql.query(
            database,
            DUE,
            statement -> {
              statement.setArray(1, Sql.texts(statement.getConnection(), topics, topic -> topic));
              statement.setInt(2, MOST_DUE);
            },
            PostgresInboundStore::record)
        .stream()
        .map(record -> new Arrival(record, EventCodec.decode(record.headers(), record.value())))
        .toList();
  }

  private static InboundRecord record(ResultSet row) throws SQLException {
    return new InboundRecord(
        row.getString(1),
        row.getInt(2),
        row.getLong(3),
        row.getBytes(4),
        Headers.read(row.getString(5)),
        row.getBytes(6));
  }

  @Override
  public void quarantine(InboundRecord record, Reason reason) {
    byte[] value = record.value() == null ? new byte[0] : record.value();
    String sha256 = EventCodec.sha256(value);
    Instant now = clock.instant();
    int added =
        Sql.change(
            database,
            QUARANTINE,
            statement -> {
              statement.setString(1, record.topic());
              statement.setInt(2, record.partition());
              statement.setLong(3, record.offset());
              statement.setString(4, sha256);
              statement.setString(5, reason.name());
              statement.setBytes(6, sealer.seal(plain(record), record.coordinates()));
              statement.setTimestamp(7, Timestamp.from(now));
            });
    if (added > 0 && mutant != Mutant.DEAD_LETTER_SWALLOWED) {
      announce(record, sha256, reason, now);
    }
    if (reason == Reason.NOT_APPLICABLE) {
      Sql.change(
          database,
          FORGET_PARKED,
          statement -> {
            statement.setString(1, record.topic());
            statement.setInt(2, record.partition());
            statement.setLong(3, record.offset());
          });
    }
  }

  @Override
  public int announceGaps(Instant asOf) {
    List<InboundRecord> waiting =
        Sql.query(
            database,
            ANNOUNCE,
            statement -> {
              statement.setTimestamp(1, Timestamp.from(asOf));
              statement.setTimestamp(2, Timestamp.from(asOf.minus(GAP_PATIENCE)));
            },
            PostgresInboundStore::record);
    for (InboundRecord record : waiting) {
      byte[] value = record.value() == null ? new byte[0] : record.value();
      announce(record, EventCodec.sha256(value), Reason.VERSION_GAP, asOf);
    }
    return waiting.size();
  }

  /** The same record and reason always become the same event. */
  private void announce(InboundRecord record, String sha256, Reason reason, Instant now) {
    EventQuarantined notice =
        new EventQuarantined(
            record.topic(),
            record.partition(),
            record.offset(),
            identity.consumer(),
            sha256,
            reason);
    EventId cause = new EventId(sha256 + ":" + identity.consumer() + ":" + reason.name());
    outbox.append(
        Topics.deadLetters(record.topic(), identity.consumer()),
        new EventEnvelope(
            EventId.following(cause, EventType.EVENT_QUARANTINED, notice.subject()),
            identity.source(),
            now,
            identity.custodian(),
            NO_FACILITY,
            null,
            0,
            notice));
  }

  /** Deletes at most {@code chunk} entries of the inbox that are older; returns how many. */
  public int prune(Instant before, int chunk) {
    return Sql.change(
        database,
        PRUNE,
        statement -> {
          statement.setTimestamp(1, Timestamp.from(before));
          statement.setInt(2, chunk);
        });
  }

  /**
   * Connections lost or refused, resources at an end, the server stopping, deadlocks, and every
   * commit that failed for a reason other than the data.
   */
  @Override
  public boolean isOutage(Throwable failure) {
    boolean ofTheData =
        Failures.any(failure, each -> each instanceof SQLException sql && !isOutage(sql));
    boolean ofTheStore =
        Failures.any(
            failure,
            each ->
                each instanceof CommitFailure
                    || (each instanceof SQLException sql && isOutage(sql)));
    return ofTheStore && !ofTheData;
  }

  private static boolean isOutage(SQLException failure) {
    if (failure instanceof SQLTransientException
        || failure instanceof SQLRecoverableException
        || failure instanceof SQLNonTransientConnectionException) {
      return true;
    }
    String state = failure.getSQLState();
    if (state == null || state.length() != 5) {
      return true;
    }
    return switch (state.substring(0, 2)) {
      // connection, no resources, operator intervention, system error, internal error, and a
      // transaction that lost a race (serialization failure, deadlock)
      case "08", "53", "57", "58", "XX", "40" -> true;
      // lock not available, read-only after a failover
      default -> state.equals("55P03") || state.equals("25006");
    };
  }

  /** Key, headers and value, each with its length. */
  private static byte[] plain(InboundRecord record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(out, record.key());
      out.writeInt(record.headers().size());
      for (Map.Entry<String, String> header : record.headers().entrySet()) {
        write(out, header.getKey().getBytes(StandardCharsets.UTF_8));
        write(out, header.getValue().getBytes(StandardCharsets.UTF_8));
      }
      write(out, record.value());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
    out.writeInt(bytes == null ? -1 : bytes.length);
    if (bytes != null) {
      out.write(bytes);
    }
  }
}
