package org.openroi.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An OIDC issuer that gives signed bearer tokens with any claims it is asked for. For one machine
 * only: it asks nobody who they are. Its key is kept, so tokens outlive a restart.
 */
public final class TokenIssuer implements Component {
  /** The audience of every token. */
  public static final String AUDIENCE = "openroi";

  /** The facilities of the made-up custodian. */
  public static final List<String> FACILITIES = List.of("main-campus", "north-clinic");

  static final String ISSUER = "openroi";
  static final String CLAIMS = "claims";

  /** The client id of the service that sends. */
  static final String REDACTION = "redaction";

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Path key;
  private final int port;

  /**
   * @param key the file of its signing key, created if there is none
   */
  public TokenIssuer(Path key, int port) {
    this.key = key;
    this.port = port;
  }

  /** The issuer as services are told it, {@code quarkus.oidc.auth-server-url}. */
  public String url() {
    return "http://" + Ports.HOST + ":" + port + "/" + ISSUER;
  }

  @Override
  public String name() {
    return "oidc";
  }

  @Override
  public void prepare() {}

  @Override
  public List<String> command() {
    try {
      return ComponentClassPath.java(
          TokenIssuerMain.class,
          List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
          List.of(key.toString(), Integer.toString(port)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public boolean isReady() {
    return Ports.isOpen(port)
        && Service.answers(URI.create(url() + "/.well-known/openid-configuration"));
  }

  /**
   * A token from a running issuer.
   *
   * @param role its one element of the claim {@code roles}
   * @param claims further claims, {@code facilities} for one
   */
  public static String token(String issuerUrl, String role, Map<String, ?> claims)
      throws IOException {
    Map<String, Object> all = new LinkedHashMap<>(claims);
    all.put("roles", List.of(role));
    String form =
        "grant_type=client_credentials&"
            + CLAIMS
            + "="
            + URLEncoder.encode(JSON.writeValueAsString(all), StandardCharsets.UTF_8);
    String basic =
        Base64.getEncoder().encodeToString((role + ":-").getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(issuerUrl + "/token"))
            .timeout(PATIENCE)
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try (HttpClient client = client()) {
      HttpResponse<String> response =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() != 200) {
        throw new IOException("The token issuer answered " + response.statusCode() + ".");
      }
      JsonNode answer = JSON.readTree(response.body());
      return answer.path("access_token").asText();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("The request for a token was interrupted.", interrupted);
    }
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(PATIENCE)
        .build();
  }
}
