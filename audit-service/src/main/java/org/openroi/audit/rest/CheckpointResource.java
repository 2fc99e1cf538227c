package org.openroi.audit.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.openroi.audit.Checkpoints;

@Path("/api/v1/checkpoint")
@RolesAllowed({"auditor", "privacy-officer"})
@Blocking
public class CheckpointResource {
  private final Checkpoints checkpoints;

  CheckpointResource(Checkpoints checkpoints) {
    this.checkpoints = checkpoints;
  }

  @GET
  @Produces("text/plain;charset=UTF-8")
  @Operation(summary = "The newest checkpoint, a signed note (c2sp.org/tlog-checkpoint)")
  public String newest() {
    return checkpoints
        .latest()
        .map(checkpoint -> checkpoint.note().toString())
        .orElseThrow(() -> new Refusal(Problem.of(404)));
  }
}
