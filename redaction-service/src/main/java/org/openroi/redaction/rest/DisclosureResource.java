package org.openroi.redaction.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openroi.event.ReleaseId;
import org.openroi.redaction.Disclosure;
import org.openroi.redaction.ListDisclosures;
import org.openroi.redaction.ResumeDisclosure;
import org.openroi.redaction.ResumeDisclosure.Resumption;
import org.openroi.redaction.ShowDisclosure;
import org.openroi.redaction.ShowLedger;
import org.openroi.redaction.Standing;

/** Disclosures: where each stands, what was left out of it, and how it goes on that had stopped. */
@Path("/api/v1/disclosures")
@Produces(MediaType.APPLICATION_JSON)
public class DisclosureResource {
  private final Callers callers;
  private final ListDisclosures listDisclosures;
  private final ShowDisclosure showDisclosure;
  private final ShowLedger showLedger;
  private final ResumeDisclosure resumeDisclosure;

  DisclosureResource(
      Callers callers,
      ListDisclosures listDisclosures,
      ShowDisclosure showDisclosure,
      ShowLedger showLedger,
      ResumeDisclosure resumeDisclosure) {
    this.callers = callers;
    this.listDisclosures = listDisclosures;
    this.showDisclosure = showDisclosure;
    this.showLedger = showLedger;
    this.resumeDisclosure = resumeDisclosure;
  }

  /** The latest of the caller's facilities; at most 500. */
  @GET
  @RolesAllowed({Roles.RECORDS_CLERK, Roles.PRIVACY_OFFICER, Roles.AUDITOR})
  public List<DisclosureView> list(@QueryParam("state") @Nullable String state) {
    return listDisclosures.list(standing(state), callers.facilities()).stream()
        .map(each -> DisclosureView.of(each, null))
        .toList();
  }

  @GET
  @Path("/{release}")
  @RolesAllowed({Roles.RECORDS_CLERK, Roles.PRIVACY_OFFICER, Roles.AUDITOR})
  public DisclosureView show(@PathParam("release") String release) {
    return Ids.read(ReleaseId::of, release)
        .flatMap(id -> showDisclosure.show(id, callers.facilities()))
        .map(shown -> DisclosureView.of(shown.disclosure(), shown.attempts()))
        .orElseThrow(() -> new Refusal(Problem.of(404)));
  }

  /** What was left out, by which rule: it may say what nobody else is to know. */
  @GET
  @Path("/{release}/ledger")
  @RolesAllowed(Roles.PRIVACY_OFFICER)
  public LedgerView ledger(@PathParam("release") String release) {
    return Ids.read(ReleaseId::of, release)
        .flatMap(id -> showLedger.show(id, callers.facilities()))
        .map(LedgerView::of)
        .orElseThrow(() -> new Refusal(Problem.of(404)));
  }

  /** Sends nothing by itself: what goes on asks for a permit, as ever. */
  @POST
  @Path("/{release}/resumption")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.PRIVACY_OFFICER)
  public DisclosureView resume(@PathParam("release") String release, @Nullable NewResumption body) {
    ResumeDisclosure.Outcome outcome = Required.body(body).required();
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Resumption resumption =
        Ids.read(ReleaseId::of, release)
            .flatMap(
                id ->
                    resumeDisclosure.resume(id, callers.facilities(), outcome, callers.name(), now))
            .orElseThrow(() -> new Refusal(Problem.of(404)));
    return switch (resumption) {
      case Resumption.Resumed(Disclosure disclosure) -> DisclosureView.of(disclosure, null);
      case Resumption.NotStopped() ->
          throw new Refusal(
              Problem.conflict("not-stopped", "The disclosure does not wait for a person"));
      case Resumption.NotInDoubt() ->
          throw new Refusal(
              Problem.conflict("not-in-doubt", "It is certain that nothing has arrived"));
    };
  }

  private static @Nullable Standing standing(@Nullable String state) {
    if (state == null || state.isEmpty()) {
      return null;
    }
    try {
      return Standing.valueOf(state);
    } catch (IllegalArgumentException unknown) {
      throw new Refusal(Problem.invalid("state"));
    }
  }
}
