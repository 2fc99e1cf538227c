package org.openroi.intake.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openroi.event.Channel;
import org.openroi.event.EventCodec;
import org.openroi.event.ReleaseId;
import org.openroi.event.SubmissionRefusal;
import org.openroi.intake.IntakePolicy;
import org.openroi.intake.NewSubmission;
import org.openroi.intake.Origin;
import org.openroi.intake.Release;
import org.openroi.intake.Releases;
import org.openroi.intake.Submission;
import org.openroi.intake.SubmissionKey;
import org.openroi.intake.SubmitRelease;
import org.openroi.intake.SubmittedPatient;

/** Requests for records, and where they stand. */
@Path("/api/v1/releases")
@Produces(MediaType.APPLICATION_JSON)
public class ReleaseResource {
  private static final int MAX_KEY = 128;

  private final Callers callers;
  private final IntakePolicy policy;
  private final SubmitRelease submitRelease;
  private final Releases releases;
  private final ObjectMapper json;

  ReleaseResource(
      Callers callers,
      IntakePolicy policy,
      SubmitRelease submitRelease,
      Releases releases,
      ObjectMapper json) {
    this.callers = callers;
    this.policy = policy;
    this.submitRelease = submitRelease;
    this.releases = releases;
    this.json = json;
  }

  /** 202 with the release as received; the same key and body give the same answer for ever. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.REQUESTER, Roles.RECORDS_CLERK})
  public Response submit(
      @HeaderParam("Idempotency-Key") @Nullable String key, @Nullable NewRelease body) {
    requireKey(key);
    NewRelease asked = Required.body(body);
    asked.check();
    Caller caller = callers.current();
    NewSubmission submission = submission(caller, Objects.requireNonNull(key), asked);
    caller.requireFacility(submission.facility());
    if (!caller.maySubmitFor(submission.requester())) {
      throw new Refusal(Problem.forbidden("requester"));
    }
    return switch (submitRelease.submit(submission)) {
      case Submission.Accepted(var release) -> accepted(release);
      case Submission.Refused(var reason) -> throw new Refusal(refused(reason));
    };
  }

  @GET
  @Path("/{release}")
  @RolesAllowed({
    Roles.REQUESTER,
    Roles.RECORDS_CLERK,
    Roles.PRIVACY_OFFICER,
    Roles.AUDITOR,
    Roles.INTEGRATION_ENGINE
  })
  public ReleaseView find(@PathParam("release") String release) {
    return Ids.read(ReleaseId::of, release)
        .flatMap(releases::find)
        .filter(callers.current()::maySee)
        .map(ReleaseView::of)
        .orElseThrow(() -> new Refusal(Problem.of(404)));
  }

  private Response accepted(ReleaseId release) {
    Optional<Release> stored = releases.find(release);
    return Response.accepted(ReleaseView.asReceived(stored.orElseThrow()))
        .location(URI.create("/api/v1/releases/" + release))
        .build();
  }

  private static void requireKey(@Nullable String key) {
    if (key == null
        || key.isBlank()
        || key.length() > MAX_KEY
        || key.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new Refusal(Problem.invalid("Idempotency-Key"));
    }
  }

  private NewSubmission submission(Caller caller, String key, NewRelease asked) {
    return new NewSubmission(
        new SubmissionKey(caller.name(), key),
        sha256(asked),
        new Origin.Person(),
        Channel.REST,
        policy.custodian(),
        Objects.requireNonNull(asked.facility()),
        asked.clientReference(),
        asked.patient() != null
            ? new SubmittedPatient.Plain(asked.patient())
            : new SubmittedPatient.Encrypted(Objects.requireNonNull(asked.patientJwe())),
        Objects.requireNonNull(asked.requester()),
        Objects.requireNonNull(asked.endpoint()),
        Objects.requireNonNull(asked.purpose()),
        Objects.requireNonNull(asked.scope()),
        asked.authorization(),
        new ReleaseId(UUID.randomUUID()),
        Instant.now());
  }

  /** Of what the body says, not of how it is spaced. */
  private String sha256(NewRelease asked) {
    try {
      return EventCodec.sha256(json.writeValueAsBytes(asked));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("what was read can be written", impossible);
    }
  }

  private static Problem refused(SubmissionRefusal reason) {
    Problem problem =
        reason == SubmissionRefusal.SAME_ID_OTHER_BODY
            ? Problem.of(422, "idempotency-key-reused", "The key came before with another body")
            : Problem.of(422, "submission-refused", "The request cannot be taken in");
    String field =
        switch (reason) {
          case SAME_ID_OTHER_BODY -> "Idempotency-Key";
          case REQUESTER_NOT_ALLOWED -> "requester";
          case ENDPOINT_NOT_REGISTERED -> "endpoint";
          case PLAIN_IDENTIFIER_NOT_ALLOWED -> "patient";
          case IDENTIFIER_NOT_READABLE -> "patientJwe";
        };
    return problem.withField(field, "is refused").withReason(reason);
  }
}
