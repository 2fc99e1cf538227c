package org.openroi.audit.rest;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.openroi.kafka.Failures;

/** Every exception that leaves a resource, as problem+json. */
class Problems {
  private static final System.Logger LOG = System.getLogger(Problems.class.getName());

  @ServerExceptionMapper
  Response of(Refusal refusal) {
    return builder(refusal.problem()).build();
  }

  @ServerExceptionMapper
  Response of(WebApplicationException failure) {
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
    return builder(Problem.of(403)).build();
  }

  @ServerExceptionMapper
  Response of(RuntimeException failure) {
    LOG.log(System.Logger.Level.ERROR, "a request failed: {0}", Failures.describe(failure));
    return builder(Problem.of(503)).header(HttpHeaders.RETRY_AFTER, 1).build();
  }

  private static Response unauthorized() {
    return builder(Problem.of(401)).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
  }

  private static Response.ResponseBuilder builder(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
  }
}
