package org.openroi.authorization.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openroi.authorization.ClosePermit;
import org.openroi.authorization.GrantPermit;
import org.openroi.authorization.Permission;
import org.openroi.event.DeliveryId;
import org.openroi.event.EventId;
import org.openroi.event.ReleaseId;

/**
 * Permits to send, for the service that sends: it asks just before the bytes leave, and without an
 * answer none leave. Not bound to facilities; it learns nothing that its decision did not say.
 */
@Path("/api/v1/releases/{release}/permits/{delivery}")
@Produces(MediaType.APPLICATION_JSON)
public class PermitResource {
  private final GrantPermit grantPermit;
  private final ClosePermit closePermit;

  PermitResource(GrantPermit grantPermit, ClosePermit closePermit) {
    this.grantPermit = grantPermit;
    this.closePermit = closePermit;
  }

  /** Grants or renews. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.DISCLOSURE_SERVICE)
  public PermitView grant(
      @PathParam("release") String release,
      @PathParam("delivery") String delivery,
      @Nullable NewPermit body) {
    int version = Required.body(body).version();
    EventId asking = EventId.of(UUID.randomUUID());
    Instant now = Instant.now();
    Optional<Permission> permission =
        Ids.read(ReleaseId::of, release)
            .flatMap(
                id ->
                    Ids.read(DeliveryId::of, delivery)
                        .flatMap(of -> grantPermit.grant(id, of, version, asking, now)));
    return switch (permission.orElseThrow(() -> new Refusal(Problem.of(404)))) {
      case Permission.Granted(var validFor) -> new PermitView(validFor.toMillis());
      case Permission.Refused(var reason) -> throw new Refusal(Problem.permitRefused(reason));
    };
  }

  @DELETE
  @RolesAllowed(Roles.DISCLOSURE_SERVICE)
  public void close(@PathParam("release") String release, @PathParam("delivery") String delivery) {
    Optional<ReleaseId> id = Ids.read(ReleaseId::of, release);
    Optional<DeliveryId> of = Ids.read(DeliveryId::of, delivery);
    if (id.isPresent() && of.isPresent()) {
      closePermit.close(id.get(), of.get(), Instant.now());
    }
  }
}
