package org.openroi.authorization;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.openroi.local.PostgresServer;
import org.openroi.local.TestComponents;

/** What runs under every {@code @QuarkusTest} here: the real components, and a fresh key. */
@QuarkusTestResource(RunningAuthorization.Components.class)
public final class RunningAuthorization {
  private RunningAuthorization() {}

  /**
   * Asks {@link TestComponents} itself and not the resources that wrap it: Quarkus loads a class of
   * a test dependency in the same workspace apart from the interface that it would be cast to.
   */
  public static final class Components implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
      String database = "authorization_" + UUID.randomUUID().toString().substring(0, 8);
      String password = UUID.randomUUID().toString();
      byte[] key = new byte[32];
      new SecureRandom().nextBytes(key);
      try {
        PostgresServer postgres = TestComponents.postgres();
        postgres.createDatabase(database, password);
        return Map.of(
            "kafka.bootstrap.servers", TestComponents.kafka(),
            "quarkus.oidc.auth-server-url", TestComponents.issuer(),
            "quarkus.datasource.jdbc.url", postgres.jdbcUrl(database),
            "quarkus.datasource.username", database,
            "quarkus.datasource.password", password,
            "openroi.quarantine-key", Base64.getEncoder().encodeToString(key));
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    @Override
    public void stop() {}
  }
}
