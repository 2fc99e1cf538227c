package org.openroi.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenIssuerTest {
  @TempDir Path folder;

  @Test
  void givesTokensThatOutliveItsDeath() throws Exception {
    Path key = folder.resolve("key.jwk");
    TokenIssuer issuer = new TokenIssuer(key, Ports.free());
    try (RunningComponent running = RunningComponent.start(issuer, folder.resolve("log"))) {
      SignedJWT token =
          SignedJWT.parse(
              TokenIssuer.token(
                  issuer.url(),
                  "integration-engine",
                  Map.of("client", "engine-a", "facilities", List.of("main-campus"))));
      running.kill();
      running.restart();

      JWKSet keys = JWKSet.load(URI.create(issuer.url() + "/jwks").toURL());
      var publicKey = keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
      assertThat(token.verify(new RSASSAVerifier(publicKey))).isTrue();
      JWTClaimsSet claims = token.getJWTClaimsSet();
      assertThat(claims.getIssuer()).isEqualTo(issuer.url());
      assertThat(claims.getAudience()).containsExactly("openroi");
      assertThat(claims.getStringListClaim("roles")).containsExactly("integration-engine");
      assertThat(claims.getStringListClaim("facilities")).containsExactly("main-campus");
      assertThat(claims.getStringClaim("client")).isEqualTo("engine-a");
      assertThat(claims.getExpirationTime().toInstant()).isAfter(Instant.now());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void knowsTheServiceThatSendsByItsClientId() throws Exception {
    TokenIssuer issuer = new TokenIssuer(folder.resolve("key.jwk"), Ports.free());
    try (RunningComponent running = RunningComponent.start(issuer, folder.resolve("log"));
        HttpClient client = HttpClient.newHttpClient()) {
      assertThat(running.process().isAlive()).isTrue();
      assertThat(claims(client, issuer, "redaction").getStringListClaim("roles"))
          .containsExactly("disclosure-service");
      assertThat(claims(client, issuer, "somebody").getStringListClaim("roles")).isNull();
    }
  }

  /** By client credentials and nothing else, as a service asks. */
  private static JWTClaimsSet claims(HttpClient client, TokenIssuer issuer, String id)
      throws Exception {
    String basic = Base64.getEncoder().encodeToString((id + ":-").getBytes(US_ASCII));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(issuer.url() + "/token"))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
            .build();
    String answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    return SignedJWT.parse(RestClient.JSON.readTree(answer).path("access_token").asText())
        .getJWTClaimsSet();
  }

  @Test
  void takesClaimsFromTheCommandLine() throws Exception {
    Map<String, Object> claims =
        TokenCommand.claims(
            List.of("--facility", "north-clinic", "--requester", "a", "--subject", "me"));
    assertThat(claims)
        .isEqualTo(Map.of("facilities", List.of("north-clinic"), "requester", "a", "sub", "me"));
    JsonNode all = RestClient.JSON.valueToTree(TokenCommand.claims(List.of()));
    assertThat(all.path("facilities")).hasSize(2);
  }
}
