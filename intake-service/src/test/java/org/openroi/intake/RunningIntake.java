package org.openroi.intake;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.openroi.local.PostgresServer;
import org.openroi.local.TestComponents;

/** What runs under every {@code @QuarkusTest} here: the real components, and fresh keys. */
@QuarkusTestResource(RunningIntake.Components.class)
public final class RunningIntake {
  private static final String PUBLIC_JWK = "org.openroi.intake.test.jwk";

  private RunningIntake() {}

  /** A compact JWE of this text to the public key of the running intake. */
  public static String encrypt(String text) {
    try {
      JWEObject message =
          new JWEObject(
              new JWEHeader(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM), new Payload(text));
      message.encrypt(new ECDHEncrypter(ECKey.parse(System.getProperty(PUBLIC_JWK))));
      return message.serialize();
    } catch (JOSEException | java.text.ParseException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /**
   * Asks {@link TestComponents} itself and not the resources that wrap it: Quarkus loads a class of
   * a test dependency in the same workspace apart from the interface that it would have to be cast
   * to.
   */
  public static final class Components implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
      String database = "intake_" + UUID.randomUUID().toString().substring(0, 8);
      String password = UUID.randomUUID().toString();
      try {
        PostgresServer postgres = TestComponents.postgres();
        postgres.createDatabase(database, password);
        return Map.of(
            "kafka.bootstrap.servers", TestComponents.kafka(),
            "quarkus.oidc.auth-server-url", TestComponents.issuer(),
            "quarkus.datasource.jdbc.url", postgres.jdbcUrl(database),
            "quarkus.datasource.username", database,
            "quarkus.datasource.password", password,
            "openroi.quarantine-key", secret(),
            "openroi.intake.identifier-key", secret(),
            "openroi.intake.jwe-key-file", keys().toString());
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    @Override
    public void stop() {}

    private static Path keys() throws IOException {
      try {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("test").generate();
        System.setProperty(PUBLIC_JWK, key.toPublicJWK().toJSONString());
        Path file = Files.createTempFile("intake", ".jwks");
        file.toFile().deleteOnExit();
        return Files.writeString(file, new JWKSet(key).toString(false));
      } catch (JOSEException failed) {
        throw new IllegalStateException(failed);
      }
    }

    private static String secret() {
      byte[] key = new byte[32];
      new SecureRandom().nextBytes(key);
      return Base64.getEncoder().encodeToString(key);
    }
  }
}
