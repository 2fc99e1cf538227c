package org.openroi.local.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import org.openroi.local.PostgresServer;
import org.openroi.local.TestComponents;

/**
 * A fresh, empty database for each start of the application: {@code quarkus.datasource.*}. The
 * argument {@code database} is the first part of its name.
 */
public final class PostgresTestResource implements QuarkusTestResourceLifecycleManager {
  private String prefix = "test";

  @Override
  public void init(Map<String, String> arguments) {
    prefix = arguments.getOrDefault("database", prefix);
  }

  @Override
  public Map<String, String> start() {
    PostgresServer postgres = TestComponents.postgres();
    String database = prefix + "_" + UUID.randomUUID().toString().substring(0, 8);
    String password = UUID.randomUUID().toString();
    try {
      postgres.createDatabase(database, password);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return Map.of(
        "quarkus.datasource.jdbc.url", postgres.jdbcUrl(database),
        "quarkus.datasource.username", database,
        "quarkus.datasource.password", password);
  }

  @Override
  public void stop() {}
}
