package org.openroi.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
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
