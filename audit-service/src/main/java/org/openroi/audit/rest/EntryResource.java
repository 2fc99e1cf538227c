package org.openroi.audit.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.openroi.audit.AuditLog;
import org.openroi.audit.Entry;
import org.openroi.audit.ProveEntry;
import org.openroi.audit.ProveEntry.Proving;
import org.openroi.event.EventId;
import org.openroi.event.ReleaseId;

@Path("/api/v1/entries")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"auditor", "privacy-officer"})
@Blocking
public class EntryResource {
  /** Entries of one release; a release has tens. */
  private static final int MOST = 1_000;

  private final ProveEntry proveEntry;
  private final AuditLog log;

  EntryResource(ProveEntry proveEntry, AuditLog log) {
    this.proveEntry = proveEntry;
    this.log = log;
  }

  @GET
  @Path("/{sequence}")
  @Operation(summary = "An entry, with the proof that the newest checkpoint commits to it")
  public EntryView entry(@PathParam("sequence") String sequence) {
    return switch (proveEntry.prove(number(sequence))) {
      case Proving.Proven(var entry, var proof, var checkpoint) ->
          EntryView.of(log.origin(), entry, proof, checkpoint);
      case Proving.NotYetSigned(var entry) -> EntryView.of(log.origin(), entry);
      case Proving.Unknown _ -> throw new Refusal(Problem.of(404));
    };
  }

  @GET
  @Operation(summary = "The entries about a release, or of an event, in the order of the log")
  public List<EntryView> entries(
      @QueryParam("release") @Nullable String release,
      @QueryParam("event") @Nullable String event) {
    if ((release == null) == (event == null)) {
      throw new Refusal(Problem.invalid("release").withDetail("Give either release or event."));
    }
    List<Entry> found =
        release != null
            ? log.aboutSubject(release(release), MOST)
            : log.withEventId(event(event == null ? "" : event));
    return found.stream().map(entry -> EntryView.of(log.origin(), entry)).toList();
  }

  private static long number(String sequence) {
    try {
      return Long.parseLong(sequence);
    } catch (NumberFormatException notANumber) {
      throw new Refusal(Problem.of(404));
    }
  }

  private static String release(String text) {
    try {
      return ReleaseId.of(text).toString();
    } catch (IllegalArgumentException invalid) {
      throw new Refusal(Problem.invalid("release"));
    }
  }

  private static String event(String text) {
    try {
      return new EventId(text).value();
    } catch (IllegalArgumentException invalid) {
      throw new Refusal(Problem.invalid("event"));
    }
  }
}
