package org.openroi.redaction.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What never reaches a resource is problem+json too: too large, no such path, refused early. */
@Singleton
class ProblemRoutes {
  private static final int BEFORE_EVERY_OTHER = Integer.MAX_VALUE;

  private final ObjectMapper json;
  private final long maxBody;

  ProblemRoutes(
      ObjectMapper json,
      @ConfigProperty(name = "openroi.redaction.max-body-size") MemorySize maxBody) {
    this.json = json;
    this.maxBody = maxBody.asLongValue();
  }

  void filters(@Observes Filters filters) {
    filters.register(this::refuseLargeBody, BEFORE_EVERY_OTHER);
  }

  void routes(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
    router.route().last().handler(request -> answer(request, 404));
  }

  private void refuseLargeBody(RoutingContext request) {
    if (declaredLength(request) > maxBody) {
      request.response().putHeader(HttpHeaders.CONNECTION, "close");
      answer(request, 413);
    } else {
      request.next();
    }
  }

  private static long declaredLength(RoutingContext request) {
    String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException malformed) {
      return Long.MAX_VALUE;
    }
  }

  private void failed(RoutingContext request) {
    int status = request.statusCode();
    answer(request, status < 400 ? 500 : status);
  }

  private void answer(RoutingContext request, int status) {
    if (request.response().ended() || request.response().headWritten()) {
      return;
    }
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .end(body(Problem.of(status)));
  }

  private String body(Problem problem) {
    try {
      return json.writeValueAsString(problem);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a problem is always JSON", impossible);
    }
  }
}
