package org.openroi.systemtests;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.openroi.event.EventCodec;
import org.openroi.event.InvalidEvent;
import org.openroi.event.ReleaseId;
import org.openroi.event.ReleaseStatus;
import org.openroi.systemtests.checker.Coordinates;
import org.openroi.systemtests.checker.EventKey;
import org.openroi.systemtests.checker.Snapshot;
import org.openroi.systemtests.checker.Store;

/** What stands in the services' databases, as the checker wants it. */
final class PostgresReader {
  private PostgresReader() {}

  /** Reads one row. */
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** Outbox, inbox and quarantine of a service. */
  static Store store(Connection database, Part service) throws SQLException {
    return new Store(
        service.toString(),
        read(
            database,
            "SELECT topic, headers, value, sent_at IS NOT NULL FROM outbox ORDER BY id",
            row ->
                new Store.OutboxRow(
                    row.getString(1),
                    EventCodec.decode(headers(row.getString(2)), row.getBytes(3)),
                    row.getBoolean(4))),
        read(
            database,
            "SELECT source, event_id FROM inbox",
            row -> new EventKey(row.getString(1), row.getString(2))),
        read(
            database,
            "SELECT topic, record_partition, record_offset, reason FROM quarantine",
            row ->
                new Store.Quarantined(
                    new Coordinates(row.getString(1), row.getInt(2), row.getLong(3)),
                    InvalidEvent.Reason.valueOf(row.getString(4)))),
        count(database, "SELECT count(*) FROM parked"));
  }

  /** Intake's releases, each with the submission that it came from. */
  static List<Snapshot.Request> requests(Connection intake) throws SQLException {
    return read(
        intake,
        """
        SELECT release.release_id, coalesce(submission.id, ''), step.status
          FROM release_request AS release
          LEFT JOIN submission
            ON submission.release_id = release.release_id AND submission.refusal IS NULL
          JOIN release_step AS step
            ON step.release_id = release.release_id AND step.step = release.steps
        """,
        row ->
            new Snapshot.Request(
                new ReleaseId(row.getObject(1, UUID.class)),
                row.getString(2),
                ReleaseStatus.valueOf(row.getString(3))));
  }

  /** Intake's timelines. */
  static List<Snapshot.Status> timelines(Connection intake) throws SQLException {
    return read(
        intake,
        "SELECT release_id, step, status, since FROM release_step",
        row ->
            new Snapshot.Status(
                new ReleaseId(row.getObject(1, UUID.class)),
                row.getInt(2),
                ReleaseStatus.valueOf(row.getString(3)),
                row.getTimestamp(4).toInstant()));
  }

  /** Authorization's decisions. */
  static List<Snapshot.Decision> decisions(Connection authorization) throws SQLException {
    return read(
        authorization,
        "SELECT release_id, version, outcome FROM decision",
        row ->
            new Snapshot.Decision(
                new ReleaseId(row.getObject(1, UUID.class)),
                row.getInt(2),
                ReleaseStatus.valueOf(row.getString(3))));
  }

  /** How many events are not sent yet. */
  static long unsent(Connection database) throws SQLException {
    return count(database, "SELECT count(*) FROM outbox WHERE sent_at IS NULL");
  }

  /** How many disclosures redaction has still to prepare or to deliver. */
  static long undone(Connection redaction) throws SQLException {
    return count(
        redaction, "SELECT count(*) FROM disclosure WHERE state IN ('TO_PREPARE', 'TO_DELIVER')");
  }

  /** Gives every row of every table as text, bytes in hexadecimal. */
  static void rows(Connection database, BiConsumer<String, String> each) throws SQLException {
    for (String table : tables(database)) {
      read(database, "SELECT each::text FROM " + table + " AS each", row -> row.getString(1))
          .forEach(row -> each.accept(table, row));
    }
  }

  /** Rows and digest of every table, by its name. */
  static SortedMap<String, String> digests(Connection database, Part service) throws SQLException {
    SortedMap<String, String> digests = new TreeMap<>();
    for (String table : tables(database)) {
      digests.put(
          service + "." + table,
          read(
                  database,
                  """
                  SELECT count(*) || ' ' || coalesce(md5(string_agg(md5(each::text), ''
                                                         ORDER BY md5(each::text))), '')
                    FROM %s AS each
                  """
                      .formatted(table),
                  row -> row.getString(1))
              .getFirst());
    }
    return digests;
  }

  private static List<String> tables(Connection database) throws SQLException {
    return read(
        database,
        """
        SELECT quote_ident(table_name) FROM information_schema.tables
         WHERE table_schema = 'public' AND table_name NOT LIKE 'flyway%'
        """,
        row -> row.getString(1));
  }

  private static long count(Connection database, String sql) throws SQLException {
    return read(database, sql, row -> row.getLong(1)).getFirst();
  }

  static <T> List<T> read(Connection database, String sql, Row<T> row) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<T> read = new ArrayList<>();
      while (rows.next()) {
        read.add(row.of(rows));
      }
      return read;
    }
  }

  /** The outbox keeps headers as {@code name: value} lines. */
  private static Map<String, String> headers(String lines) {
    Map<String, String> headers = new HashMap<>();
    lines
        .lines()
        .forEach(
            line -> {
              int separator = line.indexOf(": ");
              headers.put(line.substring(0, separator), line.substring(separator + 2));
            });
    return headers;
  }
}
