package org.openroi.authorization;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
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
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.openroi.event.DisclosureTerms;
import org.openroi.local.PostgresServer;
import org.openroi.local.TestComponents;

/** What runs under every {@code @QuarkusTest} here: the real components, and a fresh key. */
@QuarkusTestResource(RunningAuthorization.Components.class)
public final class RunningAuthorization {
  /** Short enough to wait for, and long enough to do something meanwhile. */
  public static final Duration PERMIT_VALIDITY = Duration.ofMillis(1_500);

  private static final String PRIVATE_JWK = "org.openroi.authorization.test.jwk";

  private RunningAuthorization() {}

  /** Opens terms as the service that discloses does. */
  public static DisclosureTerms open(String terms) {
    try {
      JWEObject message = JWEObject.parse(terms);
      message.decrypt(new ECDHDecrypter(ECKey.parse(System.getProperty(PRIVATE_JWK))));
      return DisclosureTerms.ofBytes(message.getPayload().toBytes());
    } catch (ParseException | JOSEException notOurs) {
      throw new AssertionError(notOurs);
    }
  }

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
            "openroi.quarantine-key", Base64.getEncoder().encodeToString(key),
            "openroi.authorization.terms-key-file", termsKeyFile().toString(),
            "openroi.authorization.permit-validity", PERMIT_VALIDITY.toString());
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    /** The private key stays with the test that opens, as it does with redaction. */
    private static Path termsKeyFile() throws IOException {
      try {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("terms").generate();
        System.setProperty(PRIVATE_JWK, key.toJSONString());
        Path file = Files.createTempFile("terms", ".jwks");
        file.toFile().deleteOnExit();
        return Files.writeString(file, new JWKSet(key.toPublicJWK()).toString());
      } catch (JOSEException every) {
        throw new IllegalStateException(every);
      }
    }

    @Override
    public void stop() {}
  }
}
