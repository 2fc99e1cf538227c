package org.openroi.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
  @TempDir Path folder;

  @Test
  void keepsWhatItCommittedWhenItIsKilled() throws Exception {
    PostgresServer server =
        new PostgresServer(folder.resolve("data"), Ports.free(), "secret")
            .withDatabase("ledger", "owners-secret");
    try (RunningComponent running = RunningComponent.start(server, folder.resolve("log"))) {
      for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
        try (Connection connection = server.connect("ledger")) {
          assertThat(PostgresServer.show(connection, setting)).as(setting).isEqualTo("on");
        }
      }
      execute(server, "CREATE TABLE entry (number int)");
      int committed = 0;
      for (int kill = 0; kill < 3; kill++) {
        for (int i = 0; i < 50; i++) {
          execute(server, "INSERT INTO entry VALUES (" + committed++ + ")");
        }
        running.kill();
        running.restart();
        assertThat(count(server)).isEqualTo(committed);
      }
    }
  }

  @Test
  void givesEachDatabaseToItsOwnerAlone() throws Exception {
    PostgresServer server =
        new PostgresServer(folder.resolve("data"), Ports.free(), "secret")
            .withDatabase("ledger", "owners-secret");
    try (RunningComponent running = RunningComponent.start(server, folder.resolve("log"))) {
      server.settle();
      assertThat(running.process().isAlive()).isTrue();
      execute(server, "CREATE TABLE entry (number int)");
      assertThat(count(server)).isZero();
      assertThatThrownBy(
              () -> DriverManager.getConnection(server.jdbcUrl("ledger"), "ledger", "a guess"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
  }

  private static void execute(PostgresServer server, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(server.jdbcUrl("ledger"), "ledger", "owners-secret");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int count(PostgresServer server) throws SQLException {
    try (Connection connection = server.connect("ledger");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(DISTINCT number) FROM entry")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
