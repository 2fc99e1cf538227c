package org.openroi.local;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.id.ClientID;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.MockWebServerWrapper;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/** The issuer's own process. */
final class TokenIssuerMain {
  private static final Logger ROOT = Logger.getLogger("");

  private TokenIssuerMain() {}

  public static void main(String[] arguments) throws Exception {
    ROOT.setLevel(Level.WARNING);
    KeyProvider keys = new KeyProvider(List.of(key(Path.of(arguments[0]))), "RS256");
    OAuth2Config config =
        new OAuth2Config(
            false,
            null,
            null,
            false,
            new OAuth2TokenProvider(keys),
            Set.of(new ClaimsAsAsked()),
            new MockWebServerWrapper());
    MockOAuth2Server server = new MockOAuth2Server(config);
    server.start(Ports.loopback(), Integer.parseInt(arguments[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
  }

  private static JWK key(Path file) throws IOException, JOSEException, ParseException {
    if (Files.exists(file)) {
      return JWK.parse(Files.readString(file));
    }
    RSAKey key = new RSAKeyGenerator(2048).keyID(TokenIssuer.ISSUER).generate();
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, key.toJSONString());
    return key;
  }

  /** A token's claims are those in the form field {@code claims}, a JSON object. */
  private static final class ClaimsAsAsked implements OAuth2TokenCallback {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
        new TypeReference<>() {};

    @Override
    public String issuerId() {
      return TokenIssuer.ISSUER;
    }

    @Override
    public String subject(TokenRequest request) {
      return asked(request).getOrDefault("sub", "somebody").toString();
    }

    @Override
    public String typeHeader(TokenRequest request) {
      return "JWT";
    }

    @Override
    public List<String> audience(TokenRequest request) {
      return List.of(TokenIssuer.AUDIENCE);
    }

    @Override
    public Map<String, Object> addClaims(TokenRequest request) {
      return asked(request);
    }

    @Override
    public long tokenExpiry() {
      return 12 * 3600L;
    }

    private static String client(TokenRequest request) {
      ClientAuthentication known = request.getClientAuthentication();
      ClientID id = known == null ? request.getClientID() : known.getClientID();
      return id == null ? "" : id.getValue();
    }

    private static Map<String, Object> asked(TokenRequest request) {
      List<String> values = request.getCustomParameter(TokenIssuer.CLAIMS);
      if (values == null || values.isEmpty()) {
        // A service asks for itself and is known by its client id.
        return client(request).equals(TokenIssuer.REDACTION)
            ? Map.of("roles", List.of("disclosure-service"))
            : Map.of();
      }
      try {
        return JSON.readValue(values.getFirst(), OBJECT);
      } catch (IOException notJson) {
        throw new UncheckedIOException(notJson);
      }
    }
  }
}
