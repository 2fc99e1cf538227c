package org.openroi.authorization.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.openroi.authorization.ShowDecisions;
import org.openroi.event.ReleaseId;

/** The decisions of a release, with the exact rules, for those who may see the case. */
@Path("/api/v1/releases/{release}/decisions")
@Produces(MediaType.APPLICATION_JSON)
public class DecisionResource {
  private final Callers callers;
  private final ShowDecisions showDecisions;

  DecisionResource(Callers callers, ShowDecisions showDecisions) {
    this.callers = callers;
    this.showDecisions = showDecisions;
  }

  @GET
  @RolesAllowed({Roles.RECORDS_CLERK, Roles.PRIVACY_OFFICER, Roles.AUDITOR})
  public List<DecisionView> show(@PathParam("release") String release) {
    return Ids.read(ReleaseId::of, release)
        .flatMap(id -> showDecisions.show(id, callers.facilities()))
        .map(decisions -> decisions.stream().map(DecisionView::of).toList())
        .orElseThrow(() -> new Refusal(Problem.of(404)));
  }
}
