package org.openroi.local.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.UUID;
import org.openroi.local.TestComponents;

/**
 * A real MongoDB replica set and the name of a fresh database for each start of the application:
 * {@code quarkus.mongodb.connection-string} and {@code quarkus.mongodb.database}. The argument
 * {@code database} is the first part of its name.
 */
public final class MongoTestResource implements QuarkusTestResourceLifecycleManager {
  private String prefix = "test";

  @Override
  public void init(Map<String, String> arguments) {
    prefix = arguments.getOrDefault("database", prefix);
  }

  @Override
  public Map<String, String> start() {
    return Map.of(
        "quarkus.mongodb.connection-string",
        TestComponents.mongo(),
        "quarkus.mongodb.database",
        prefix + "_" + UUID.randomUUID().toString().substring(0, 8));
  }

  @Override
  public void stop() {}
}
