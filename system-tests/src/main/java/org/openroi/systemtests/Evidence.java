package org.openroi.systemtests;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.openroi.event.CheckpointSigned;
import org.openroi.systemtests.checker.Snapshot;
import org.openroi.systemtests.checker.TopicRecord;
import org.openroi.systemtests.load.History;

/** Brings together what a run left behind: waits until it is at rest, replays it, reads it. */
final class Evidence implements AutoCloseable {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(700);
  private static final Duration REWIND_WITHIN = Duration.ofSeconds(60);

  /** This many looks that see the same and nothing left to do are rest. */
  private static final int LOOKS = 3;

  private final SuiteUnderTest suite;
  private final TopicsReader topics;
  private final AuditLogReader audit;

  Evidence(SuiteUnderTest suite) {
    this.suite = suite;
    this.topics = new TopicsReader(suite.kafka());
    this.audit = new AuditLogReader(suite.mongo(), suite.auditDatabase());
  }

  TopicsReader topics() {
    return topics;
  }

  /** Every document of the audit store as text, by collection and id. */
  SortedMap<String, String> documents() {
    return audit.documents();
  }

  /** Whether the suite came to rest within this time. */
  boolean isAtRest(Duration within) throws SQLException, IOException {
    Instant deadline = Instant.now().plus(within);
    int same = 0;
    String before = "";
    while (same < LOOKS) {
      if (Instant.now().isAfter(deadline)) {
        return false;
      }
      Patience.pause(LOOK_AGAIN);
      String now = nothingLeftToDo() ? topics.ends() + " " + audit.size() : "";
      same = !now.isEmpty() && now.equals(before) ? same + 1 : 0;
      before = now;
    }
    return true;
  }

  private boolean nothingLeftToDo() throws SQLException, IOException {
    for (Part service : Part.ON_POSTGRESQL) {
      try (Connection database = suite.postgres(service)) {
        if (PostgresReader.unsent(database) > 0
            || (service == Part.REDACTION && PostgresReader.undone(database) > 0)) {
          return false;
        }
      } catch (SQLException restarting) {
        return false;
      }
    }
    return audit.signed() == audit.size()
        && topics.progress(Part.SERVICES).stream()
            .allMatch(progress -> progress.committed() >= progress.end());
  }

  /** Reads every topic again from offset 0 and says what stands everywhere before and after. */
  Snapshot.Replay replay(Duration within) throws SQLException, IOException, InterruptedException {
    SortedMap<String, String> before = digests();
    for (Part service : Part.SERVICES) {
      rewind(service);
    }
    suite.awaitReady(within);
    isAtRest(within);
    return new Snapshot.Replay(before, digests());
  }

  /** A group can be set back while it has no members: between a service's end and its start. */
  private void rewind(Part service) throws InterruptedException {
    Instant deadline = Instant.now().plus(REWIND_WITHIN);
    while (true) {
      suite.terminate(service);
      try {
        topics.rewind(service);
        return;
      } catch (ExecutionException hasMembers) {
        if (Instant.now().isAfter(deadline)) {
          throw new IllegalStateException(service + " cannot be set back", hasMembers.getCause());
        }
        Patience.until(service + " runs", REWIND_WITHIN, () -> suite.process(service).isPresent());
      }
    }
  }

  private SortedMap<String, String> digests() throws SQLException, IOException {
    SortedMap<String, String> digests = new TreeMap<>(topics.digests());
    for (Part service : Part.ON_POSTGRESQL) {
      try (Connection database = suite.postgres(service)) {
        digests.putAll(PostgresReader.digests(database, service));
      }
    }
    digests.putAll(audit.digests());
    digests.putAll(DisclosuresReader.digests(suite));
    return digests;
  }

  /** All of it, as the checker wants it. */
  Snapshot snapshot(Path history, Path faults, Snapshot.@Nullable Replay replay)
      throws SQLException, IOException {
    List<TopicRecord> records = topics.records();
    List<String> announced =
        records.stream()
            .map(TopicRecord::event)
            .filter(Objects::nonNull)
            .map(event -> event.data() instanceof CheckpointSigned signed ? signed.note() : "")
            .filter(note -> !note.isEmpty())
            .toList();
    try (Connection intake = suite.postgres(Part.INTAKE);
        Connection authorization = suite.postgres(Part.AUTHORIZATION);
        Connection redaction = suite.postgres(Part.REDACTION)) {
      return new Snapshot(
          History.read(history),
          FaultInjector.read(faults),
          PostgresReader.requests(intake),
          PostgresReader.timelines(intake),
          PostgresReader.decisions(authorization),
          List.of(
              PostgresReader.store(intake, Part.INTAKE),
              PostgresReader.store(authorization, Part.AUTHORIZATION),
              PostgresReader.store(redaction, Part.REDACTION)),
          records,
          topics.progress(Part.SERVICES),
          audit.log(suite.auditPublicKey(), suite.checkpointFile(), announced),
          DisclosuresReader.disclosures(suite, redaction, authorization),
          replay);
    }
  }

  @Override
  public void close() {
    topics.close();
    audit.close();
  }
}
