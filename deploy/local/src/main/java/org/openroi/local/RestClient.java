package org.openroi.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** JSON over HTTP for the demo: an answer outside 2xx is a failure with the problem's title. */
final class RestClient implements AutoCloseable {
  static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  JsonNode get(String url, String token) throws IOException {
    return send(HttpRequest.newBuilder(URI.create(url)).GET(), token);
  }

  /** The answer, or nothing where there is no such thing yet. */
  JsonNode find(String url, String token) throws IOException {
    HttpResponse<byte[]> response = exchange(HttpRequest.newBuilder(URI.create(url)).GET(), token);
    return response.statusCode() == 404 ? MissingNode.getInstance() : content(response);
  }

  JsonNode post(String url, String token, JsonNode body, String... headers) throws IOException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    return send(builder, token);
  }

  JsonNode post(String url, String token, String contentType, byte[] body) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)),
        token);
  }

  JsonNode put(String url, String token, JsonNode body) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))),
        token);
  }

  private JsonNode send(HttpRequest.Builder builder, String token) throws IOException {
    return content(exchange(builder, token));
  }

  private HttpResponse<byte[]> exchange(HttpRequest.Builder builder, String token)
      throws IOException {
    HttpRequest request =
        builder.timeout(PATIENCE).header("Authorization", "Bearer " + token).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ComponentFailed("The request was interrupted.");
    }
  }

  private static JsonNode content(HttpResponse<byte[]> response) throws IOException {
    JsonNode body =
        response.body().length == 0 ? MissingNode.getInstance() : JSON.readTree(response.body());
    if (response.statusCode() / 100 != 2) {
      throw new ComponentFailed(
          "%s %s was answered with %d: %s"
              .formatted(
                  response.request().method(),
                  response.request().uri(),
                  response.statusCode(),
                  body.toString()));
    }
    return body;
  }

  @Override
  public void close() {
    client.close();
  }
}
