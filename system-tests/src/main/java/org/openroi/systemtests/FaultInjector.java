package org.openroi.systemtests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openroi.systemtests.FaultSchedule.CutConnections;
import org.openroi.systemtests.FaultSchedule.Due;
import org.openroi.systemtests.FaultSchedule.FullDisk;
import org.openroi.systemtests.FaultSchedule.Kill;
import org.openroi.systemtests.FaultSchedule.KillBeforeReceipt;
import org.openroi.systemtests.FaultSchedule.KillWhileStalled;
import org.openroi.systemtests.FaultSchedule.KillWithoutBroker;
import org.openroi.systemtests.FaultSchedule.Pause;
import org.openroi.systemtests.FaultSchedule.Terminate;
import org.openroi.systemtests.checker.Fault;

/** Does what a schedule says to a running suite, and keeps a log of it. */
final class FaultInjector {
  /** Longer than the interval in which consumers commit their offsets. */
  private static final Duration STALL = Duration.ofSeconds(6);

  private static final Duration TRAFFIC_WITHIN = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private static final Duration BROKERLESS = Duration.ofMillis(900);
  private static final Duration BACK_WITHIN = Duration.ofMinutes(3);

  private final SuiteUnderTest suite;
  private final Path log;

  FaultInjector(SuiteUnderTest suite, Path log) {
    this.suite = suite;
    this.log = log;
  }

  /** Injects every fault at its time, each when the parts it needs are up again. */
  void run(FaultSchedule schedule) throws IOException, SQLException {
    Instant begin = Instant.now();
    for (Due due : schedule.faults()) {
      Duration early = Duration.between(Instant.now(), begin.plus(due.after()));
      if (early.isPositive()) {
        Patience.pause(early);
      }
      switch (due.fault()) {
        case Kill(var part) -> kill(part);
        case KillWithoutBroker(var service) -> killWithoutBroker(service);
        case KillWhileStalled(var service) -> killWhileStalled(service);
        case KillBeforeReceipt() -> killBeforeReceipt();
        case Pause(var part, var time) -> pause(part, time);
        case FullDisk(var time) -> fillDisk(time);
        case Terminate(var service) -> terminate(service);
        case CutConnections(var service) -> cutConnections(service);
      }
    }
  }

  private void kill(Part part) throws IOException {
    awaitProcess(part);
    note(part, "kill -9");
    suite.kill(part);
  }

  /** The service goes on for a moment without a broker, and ends before the broker is back. */
  private void killWithoutBroker(Part service) throws IOException {
    suite.awaitReady(BACK_WITHIN);
    note(Part.KAFKA, "kill -9");
    suite.kill(Part.KAFKA);
    Patience.pause(BROKERLESS);
    note(service, "kill -9 without a broker");
    suite.kill(service);
  }

  /** What was read waits for its transaction until every timer of the consumer has run out. */
  private void killWhileStalled(Part service) throws IOException, SQLException {
    suite.awaitReady(BACK_WITHIN);
    try (Connection connection = suite.postgres(service);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE");
      note(service, "inbox locked");
      Instant deadline = Instant.now().plus(TRAFFIC_WITHIN);
      while (waiting(statement, "inbox") == 0 && Instant.now().isBefore(deadline)) {
        Patience.pause(LOOK_AGAIN);
      }
      Patience.pause(STALL);
      note(service, "kill -9 while stalled, " + waiting(statement, "inbox") + " waiting");
      suite.kill(service);
      connection.rollback();
    }
  }

  /** What was renamed at the recipient waits for its receipt, and never comes to write it. */
  private void killBeforeReceipt() throws IOException, SQLException {
    suite.awaitReady(BACK_WITHIN);
    try (Connection connection = suite.postgres(Part.REDACTION);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE receipt IN EXCLUSIVE MODE");
      note(Part.REDACTION, "receipts locked");
      Instant deadline = Instant.now().plus(TRAFFIC_WITHIN);
      while (waiting(statement, "receipt") == 0 && Instant.now().isBefore(deadline)) {
        Patience.pause(LOOK_AGAIN);
      }
      note(
          Part.REDACTION,
          "kill -9 before the receipt, " + waiting(statement, "receipt") + " waiting");
      suite.kill(Part.REDACTION);
      connection.rollback();
    }
  }

  private void terminate(Part service) throws IOException {
    awaitProcess(service);
    note(service, "SIGTERM");
    suite.terminate(service);
  }

  private void cutConnections(Part service) throws IOException, SQLException {
    Patience.until("PostgreSQL answers", BACK_WITHIN, () -> answers(service));
    try (Connection connection = suite.postgres(service);
        Statement statement = connection.createStatement();
        ResultSet cut =
            statement.executeQuery(
                """
                SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                 WHERE datname = current_database() AND usename = current_user
                   AND pid <> pg_backend_pid()
                """)) {
      cut.next();
      note(service, cut.getInt(1) + " connections to PostgreSQL cut");
    }
  }

  private boolean answers(Part service) {
    try (Connection connection = suite.postgres(service)) {
      return connection.isValid(1);
    } catch (SQLException | IOException starting) {
      return false;
    }
  }

  private void pause(Part part, Duration time) throws IOException {
    awaitProcess(part);
    note(part, "SIGSTOP for " + time.toMillis() + " ms");
    suite.pause(part, time);
    note(part, "SIGCONT");
  }

  /** Every user that is there has room for nothing, and then again. */
  private void fillDisk(Duration time) throws IOException {
    awaitProcess(Part.RECIPIENTS);
    List<Path> quotas = new ArrayList<>();
    try (Stream<Path> users = Files.list(suite.received())) {
      for (Path user : users.filter(Files::isDirectory).toList()) {
        quotas.add(Files.writeString(user.resolveSibling(user.getFileName() + ".quota"), "10"));
      }
    }
    note(Part.RECIPIENTS, "disks full for " + time.toSeconds() + " s");
    Patience.pause(time);
    for (Path quota : quotas) {
      Files.delete(quota);
    }
    note(Part.RECIPIENTS, "disks have room");
  }

  private static int waiting(Statement statement, String table) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = '%s'::regclass"
                .formatted(table))) {
      row.next();
      return row.getInt(1);
    }
  }

  private void awaitProcess(Part part) {
    Patience.until(part + " runs", BACK_WITHIN, () -> suite.process(part).isPresent());
  }

  private void note(Part part, String what) throws IOException {
    Files.writeString(
        log,
        Instant.now() + "\t" + part + "\t" + what + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** Every line of a fault log. */
  static List<Fault> read(Path log) throws IOException {
    if (!Files.exists(log)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
      return lines
          .map(line -> line.split("\t", -1))
          .map(fields -> new Fault(Instant.parse(fields[0]), fields[1], fields[2]))
          .toList();
    }
  }
}
