package org.openroi.redaction.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.openroi.event.DeliveryId;
import org.openroi.event.ReleaseId;
import org.openroi.redaction.Permission;
import org.openroi.redaction.SendPermits;

/** {@link SendPermits} over HTTP. Whatever is not a clear yes or a clear no is no answer. */
@Singleton
class HttpSendPermits implements SendPermits {
  private static final Logger LOG = Logger.getLogger(HttpSendPermits.class);
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final URI base;
  private final Bearer bearer;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  HttpSendPermits(@ConfigProperty(name = "openroi.redaction.permit-url") URI base, Bearer bearer) {
    this.base = URI.create(base.toString().replaceFirst("/+$", ""));
    this.bearer = bearer;
  }

  @Override
  public Permission ask(ReleaseId release, DeliveryId delivery, int decisionVersion) {
    try {
      HttpResponse<String> answer =
          client.send(
              request(release, delivery)
                  .header("Content-Type", "application/json")
                  .PUT(BodyPublishers.ofString("{\"decisionVersion\":" + decisionVersion + "}"))
                  .build(),
              BodyHandlers.ofString());
      return permission(answer);
    } catch (IOException away) {
      LOG.warnf("no answer about a permit for %s: %s", release, away.getClass().getName());
      return new Permission.NoAnswer();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Permission.NoAnswer();
    }
  }

  @Override
  public void close(ReleaseId release, DeliveryId delivery) {
    try {
      client.send(request(release, delivery).DELETE().build(), BodyHandlers.discarding());
    } catch (IOException away) {
      LOG.debugf("a permit for %s ends by itself", release);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @PreDestroy
  void stop() {
    client.shutdownNow();
  }

  private HttpRequest.Builder request(ReleaseId release, DeliveryId delivery) throws IOException {
    return HttpRequest.newBuilder(
            URI.create(base + "/api/v1/releases/" + release + "/permits/" + delivery))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + bearer.token());
  }

  private Permission permission(HttpResponse<String> answer) {
    switch (answer.statusCode()) {
      case 200 -> {
        JsonNode valid = read(answer.body()).path("validForMillis");
        if (valid.canConvertToLong() && valid.asLong() > 0) {
          return new Permission.Granted(Duration.ofMillis(valid.asLong()));
        }
      }
      case 409 -> {
        if (read(answer.body()).path("reason").asText().equals("SUPERSEDED")) {
          return new Permission.Refused();
        }
      }
      case 401 -> bearer.drop();
      default -> {
        // No answer that could be relied on.
      }
    }
    LOG.warnf("no permit: HTTP %d", answer.statusCode());
    return new Permission.NoAnswer();
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException notJson) {
      return JSON.missingNode();
    }
  }
}
