package org.openroi.redaction;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.openroi.local.PostgresServer;
import org.openroi.local.TestComponents;
import org.openroi.redaction.jose.TermsKeys;
import org.openroi.redaction.sftp.SftpKeys;

/** What runs under every {@code @QuarkusTest} here: the real components, and fresh keys. */
@QuarkusTestResource(RunningRedaction.Components.class)
public final class RunningRedaction {
  private RunningRedaction() {}

  /**
   * Asks {@link TestComponents} itself and not the resources that wrap it: Quarkus loads a class of
   * a test dependency in the same workspace apart from the interface that it would be cast to.
   */
  public static final class Components implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
      String database = "redaction_" + UUID.randomUUID().toString().substring(0, 8);
      String password = UUID.randomUUID().toString();
      byte[] key = new byte[32];
      new SecureRandom().nextBytes(key);
      try {
        PostgresServer postgres = TestComponents.postgres();
        postgres.createDatabase(database, password);
        Path home = Files.createTempDirectory("redaction-test");
        home.toFile().deleteOnExit();
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", TestComponents.kafka());
        settings.put("quarkus.oidc.auth-server-url", TestComponents.issuer());
        settings.put("quarkus.oidc-client.credentials.secret", "-");
        settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl(database));
        settings.put("quarkus.datasource.username", database);
        settings.put("quarkus.datasource.password", password);
        settings.put("openroi.quarantine-key", Base64.getEncoder().encodeToString(key));
        settings.put(
            "openroi.redaction.records-folder",
            Files.createDirectories(home.resolve("records")).toString());
        settings.put(
            "openroi.redaction.package-folder",
            Files.createDirectories(home.resolve("packages")).toString());
        settings.put(
            "openroi.redaction.terms-key-file", TermsKeys.create(home.resolve("terms.jwks")));
        settings.put("openroi.redaction.sftp-key-file", SftpKeys.create(home.resolve("sftp.key")));
        // Nobody listens there yet: whoever needs permits brings them.
        settings.put("openroi.redaction.permit-url", "http://127.0.0.1:" + freePort());
        settings.put("openroi.redaction.preparers", "0");
        settings.put("openroi.redaction.deliverers", "0");
        return settings;
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    private static int freePort() throws IOException {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      }
    }

    @Override
    public void stop() {}
  }
}
