package org.openroi.authorization.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openroi.authorization.RecordAuthorization;
import org.openroi.authorization.RevokeAuthorization;
import org.openroi.authorization.ShowAuthorization;
import org.openroi.authorization.policy.Authorization;
import org.openroi.authorization.policy.Revocation;
import org.openroi.event.AuthorizationId;
import org.openroi.event.EventId;

/** Signed authorizations (45 CFR 164.508): recorded as they are, shown, and revoked. */
@Path("/api/v1/authorizations")
@Produces(MediaType.APPLICATION_JSON)
public class AuthorizationResource {
  private final Callers callers;
  private final RecordAuthorization recordAuthorization;
  private final RevokeAuthorization revokeAuthorization;
  private final ShowAuthorization showAuthorization;

  AuthorizationResource(
      Callers callers,
      RecordAuthorization recordAuthorization,
      RevokeAuthorization revokeAuthorization,
      ShowAuthorization showAuthorization) {
    this.callers = callers;
    this.recordAuthorization = recordAuthorization;
    this.revokeAuthorization = revokeAuthorization;
    this.showAuthorization = showAuthorization;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.RECORDS_CLERK)
  public Response record(@Nullable NewAuthorization body) {
    Instant now = Instant.now();
    Authorization authorization =
        Required.body(body).authorization(new AuthorizationId(UUID.randomUUID()), now);
    if (!callers.facilities().contains(authorization.facility())) {
      throw new Refusal(Problem.forbidden("facility"));
    }
    recordAuthorization.record(authorization, EventId.of(UUID.randomUUID()), now);
    return Response.created(URI.create("/api/v1/authorizations/" + authorization.id()))
        .entity(AuthorizationView.of(authorization))
        .build();
  }

  @GET
  @Path("/{authorization}")
  @RolesAllowed({Roles.RECORDS_CLERK, Roles.PRIVACY_OFFICER})
  public AuthorizationView show(@PathParam("authorization") String authorization) {
    return Ids.read(AuthorizationId::of, authorization)
        .flatMap(id -> showAuthorization.show(id, callers.facilities()))
        .map(AuthorizationView::of)
        .orElseThrow(() -> new Refusal(Problem.of(404)));
  }

  /**
   * When this answers 200, no decision rests on the authorization any more and not a byte leaves
   * under it. When it answers 202, a delivery that was under way may still end; no other begins.
   */
  @POST
  @Path("/{authorization}/revocation")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.RECORDS_CLERK, Roles.PRIVACY_OFFICER})
  public Response revoke(
      @PathParam("authorization") String authorization, @Nullable NewRevocation body) {
    Instant now = Instant.now();
    Revocation revocation = Required.body(body).revocation(now);
    return Ids.read(AuthorizationId::of, authorization)
        .flatMap(id -> revokeAuthorization.revoke(id, callers.facilities(), revocation, now))
        .map(AuthorizationResource::revoked)
        .orElseThrow(() -> new Refusal(Problem.of(404)));
  }

  private static Response revoked(Authorization authorization) {
    Revocation revocation = authorization.revocation();
    AuthorizationView view = AuthorizationView.of(authorization);
    return revocation != null && revocation.effectiveAt() != null
        ? Response.ok(view).build()
        : Response.accepted(view).header(HttpHeaders.RETRY_AFTER, 1).build();
  }
}
