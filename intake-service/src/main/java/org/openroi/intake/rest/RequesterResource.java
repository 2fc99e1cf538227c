package org.openroi.intake.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openroi.event.EventId;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterRegistered;
import org.openroi.intake.DirectoryChange;
import org.openroi.intake.RegisterRequester;
import org.openroi.intake.Requesters;

/** The directory of requesters: who they are, how far verified, where a disclosure may go. */
@Path("/api/v1/requesters")
@Produces(MediaType.APPLICATION_JSON)
public class RequesterResource {
  private final Callers callers;
  private final RegisterRequester registerRequester;
  private final Requesters requesters;

  RequesterResource(Callers callers, RegisterRequester registerRequester, Requesters requesters) {
    this.callers = callers;
    this.registerRequester = registerRequester;
    this.requesters = requesters;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.RECORDS_CLERK)
  public Response register(@Nullable NewRequester body) {
    RequesterId requester = new RequesterId(UUID.randomUUID());
    RequesterRegistered entry = Required.body(body).entry(requester);
    put(entry, false);
    return Response.created(URI.create("/api/v1/requesters/" + requester))
        .entity(RequesterView.of(entry))
        .build();
  }

  @PUT
  @Path("/{requester}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.RECORDS_CLERK)
  public RequesterView replace(
      @PathParam("requester") String requester, @Nullable NewRequester body) {
    RequesterId id =
        Ids.read(RequesterId::of, requester).orElseThrow(() -> new Refusal(Problem.of(404)));
    RequesterRegistered entry = Required.body(body).entry(id);
    put(entry, true);
    return RequesterView.of(entry);
  }

  @GET
  @Path("/{requester}")
  @RolesAllowed({Roles.REQUESTER, Roles.RECORDS_CLERK, Roles.PRIVACY_OFFICER})
  public RequesterView find(@PathParam("requester") String requester) {
    Caller caller = callers.current();
    return Ids.read(RequesterId::of, requester)
        .flatMap(requesters::find)
        .filter(entry -> maySee(caller, entry))
        .map(RequesterView::of)
        .orElseThrow(() -> new Refusal(Problem.of(404)));
  }

  private static boolean maySee(Caller caller, RequesterRegistered entry) {
    boolean staff =
        caller.roles().contains(Roles.RECORDS_CLERK)
            || caller.roles().contains(Roles.PRIVACY_OFFICER);
    boolean shared = !Collections.disjoint(caller.facilities(), entry.facilities());
    return entry.requester().equals(caller.requester()) || (staff && shared);
  }

  private void put(RequesterRegistered entry, boolean mustExist) {
    Set<String> facilities = callers.current().facilities();
    DirectoryChange change =
        registerRequester.register(
            entry, mustExist, facilities, EventId.of(UUID.randomUUID()), Instant.now());
    refuse(change);
  }

  static void refuse(DirectoryChange change) {
    switch (change) {
      case DONE -> {}
      case NOT_FOUND -> throw new Refusal(Problem.of(404));
      case FACILITY_NOT_ALLOWED -> throw new Refusal(Problem.forbidden("facilities"));
      case PATIENT_NOT_KNOWN ->
          throw new Refusal(
              Problem.of(422, "patient-not-known", "The patient is not known")
                  .withField("self", "is not known"));
    }
  }
}
