package org.openroi.authorization.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openroi.authorization.RecordRelationship;
import org.openroi.authorization.ShowRelationship;
import org.openroi.authorization.policy.Relationship;
import org.openroi.event.EventId;
import org.openroi.event.RelationshipId;

/** What requesters are to patients (45 CFR 164.506(c)): recorded and shown. */
@Path("/api/v1/relationships")
@Produces(MediaType.APPLICATION_JSON)
public class RelationshipResource {
  private final Callers callers;
  private final RecordRelationship recordRelationship;
  private final ShowRelationship showRelationship;

  RelationshipResource(
      Callers callers, RecordRelationship recordRelationship, ShowRelationship showRelationship) {
    this.callers = callers;
    this.recordRelationship = recordRelationship;
    this.showRelationship = showRelationship;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.RECORDS_CLERK, Roles.PRIVACY_OFFICER})
  public Response record(@Nullable NewRelationship body) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Relationship relationship =
        Required.body(body).relationship(new RelationshipId(UUID.randomUUID()), now);
    if (!callers.facilities().contains(relationship.facility())) {
      throw new Refusal(Problem.forbidden("facility"));
    }
    recordRelationship.record(relationship, EventId.of(UUID.randomUUID()), now);
    return Response.created(URI.create("/api/v1/relationships/" + relationship.id()))
        .entity(RelationshipView.of(relationship))
        .build();
  }

  @GET
  @Path("/{relationship}")
  @RolesAllowed({Roles.RECORDS_CLERK, Roles.PRIVACY_OFFICER})
  public RelationshipView show(@PathParam("relationship") String relationship) {
    return Ids.read(RelationshipId::of, relationship)
        .flatMap(id -> showRelationship.show(id, callers.facilities()))
        .map(RelationshipView::of)
        .orElseThrow(() -> new Refusal(Problem.of(404)));
  }
}
