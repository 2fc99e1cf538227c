package org.openroi.audit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.openroi.local.TestComponents;

/**
 * Everything that the service needs: a real broker, a fresh database on a real MongoDB, a token
 * issuer, a key to sign with and a file to export to.
 */
public final class RunningAudit implements QuarkusTestResourceLifecycleManager {
  /** 32 bytes that protect nothing. */
  private static final String QUARANTINE_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  @Override
  public Map<String, String> start() {
    try {
      Path folder = Files.createTempDirectory("openroi-audit");
      Path key = Files.writeString(folder.resolve("signing.pem"), EntryFixture.PEM);
      return Map.ofEntries(
          Map.entry("kafka.bootstrap.servers", TestComponents.kafka()),
          Map.entry("quarkus.mongodb.connection-string", TestComponents.mongo()),
          Map.entry(
              "quarkus.mongodb.database", "audit_" + UUID.randomUUID().toString().substring(0, 8)),
          Map.entry("quarkus.oidc.auth-server-url", TestComponents.issuer()),
          Map.entry("openroi.audit.signing-key-file", key.toString()),
          Map.entry("openroi.audit.checkpoint-file", folder.resolve("checkpoints").toString()),
          Map.entry("openroi.quarantine-key", QUARANTINE_KEY));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void stop() {}
}
