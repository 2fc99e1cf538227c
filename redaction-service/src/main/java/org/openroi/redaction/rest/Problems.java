package org.openroi.redaction.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;
import org.openroi.kafka.Failures;
import org.openroi.kafka.InboundStore;

/** Every exception that leaves a resource, as problem+json. */
@Singleton
class Problems {
  private static final Logger LOG = Logger.getLogger(Problems.class);
  private static final Set<String> FIELDS =
      Stream.of(NewResumption.class.getRecordComponents())
          .map(RecordComponent::getName)
          .collect(Collectors.toUnmodifiableSet());

  private final InboundStore store;

  Problems(InboundStore store) {
    this.store = store;
  }

  @ServerExceptionMapper
  Response of(Refusal refusal) {
    return response(refusal.problem());
  }

  @ServerExceptionMapper
  Response of(MismatchedInputException invalid) {
    return of((JsonProcessingException) invalid);
  }

  @ServerExceptionMapper
  Response of(JsonProcessingException invalid) {
    return invalid.getCause() instanceof Refusal refusal
        ? response(refusal.problem())
        : response(problem(invalid));
  }

  @ServerExceptionMapper
  Response of(WebApplicationException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refusal refusal) {
        return response(refusal.problem());
      }
      if (cause instanceof JsonProcessingException invalid) {
        return of(invalid);
      }
    }
    Response.ResponseBuilder response = builder(Problem.of(failure.getResponse().getStatus()));
    String allow = failure.getResponse().getHeaderString(HttpHeaders.ALLOW);
    return allow == null ? response.build() : response.header(HttpHeaders.ALLOW, allow).build();
  }

  @ServerExceptionMapper
  Response of(UnauthorizedException failure) {
    return unauthorized();
  }

  @ServerExceptionMapper
  Response of(AuthenticationFailedException failure) {
    return unauthorized();
  }

  @ServerExceptionMapper
  Response of(ForbiddenException failure) {
    return response(Problem.of(403));
  }

  /** Nothing was done, or the answer was lost: a look at what is on record tells which. */
  @ServerExceptionMapper
  Response of(RuntimeException failure) {
    LOG.errorf("a request failed: %s", Failures.describe(failure));
    return store.isOutage(failure)
        ? builder(Problem.of(503)).header(HttpHeaders.RETRY_AFTER, 1).build()
        : response(Problem.of(500));
  }

  private static Response unauthorized() {
    return builder(Problem.of(401)).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
  }

  private static Response response(Problem problem) {
    boolean unread = problem.status() == 413;
    return unread
        ? builder(problem).header("Connection", "close").build()
        : builder(problem).build();
  }

  private static Response.ResponseBuilder builder(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
  }

  /** Names a field by names that the interface knows, and nothing of what came. */
  private static Problem problem(JsonProcessingException invalid) {
    if (!(invalid instanceof JsonMappingException mapping)) {
      return Problem.of(400).withField("body", "is not valid JSON");
    }
    List<String> path =
        mapping.getPath().stream()
            .map(JsonMappingException.Reference::getFieldName)
            .filter(name -> name != null && FIELDS.contains(name))
            .toList();
    String field = path.isEmpty() ? "body" : String.join(".", path);
    String inner = innerField(mapping);
    if (inner != null && !path.contains(inner)) {
      field = path.isEmpty() ? inner : field + "." + inner;
    }
    String message =
        mapping instanceof UnrecognizedPropertyException
            ? "has a property that is not known"
            : "is not valid";
    return Problem.of(400).withField(field, message);
  }

  /** A contract value that refuses to be made names its field, one of ours, as its message. */
  private static @Nullable String innerField(JsonMappingException mapping) {
    return mapping.getCause() instanceof IllegalArgumentException cause
            && cause.getMessage() != null
            && FIELDS.contains(cause.getMessage())
        ? cause.getMessage()
        : null;
  }
}
