package org.openroi.intake.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openroi.event.Channel;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.InvalidEvent;
import org.openroi.event.ReleaseId;
import org.openroi.event.ReleaseSubmitted;
import org.openroi.event.SubmissionRefusal;
import org.openroi.event.Topics;
import org.openroi.intake.NewSubmission;
import org.openroi.intake.Submission;
import org.openroi.intake.SubmitRelease;

/** One CloudEvent, binary or structured: the same events and rules as on a submission topic. */
@Path("/api/v1/events")
@Produces(MediaType.APPLICATION_JSON)
public class EventResource {
  private static final String PREFIX = "ce-";

  private final Callers callers;
  private final SubmitRelease submitRelease;

  EventResource(Callers callers, SubmitRelease submitRelease) {
    this.callers = callers;
    this.submitRelease = submitRelease;
  }

  /** What became of an event that was taken. */
  record Taken(ReleaseId release) {}

  @POST
  @Consumes({EventCodec.STRUCTURED_CONTENT_TYPE, EventCodec.DATA_CONTENT_TYPE})
  @RolesAllowed(Roles.INTEGRATION_ENGINE)
  public Response take(@Context HttpHeaders headers, byte @Nullable [] body) {
    Caller caller = callers.current();
    if (caller.client() == null) {
      throw new Refusal(Problem.of(403));
    }
    byte[] bytes = Objects.requireNonNullElse(body, new byte[0]);
    EventEnvelope event = EventCodec.decode(attributes(headers), bytes);
    Topics.requireMayWrite(event, Topics.submissions(caller.client()));
    if (!(event.data() instanceof ReleaseSubmitted submitted)) {
      throw new InvalidEvent(InvalidEvent.Reason.WRONG_TOPIC);
    }
    caller.requireFacility(event.facility());
    String coordinates = "http/" + EventCodec.sha256(bytes);
    NewSubmission submission =
        NewSubmission.of(event, submitted, Channel.HTTP_EVENT, coordinates, Instant.now());
    return switch (submitRelease.submit(submission)) {
      case Submission.Accepted(var release) ->
          Response.accepted(new Taken(release))
              .location(URI.create("/api/v1/releases/" + release))
              .build();
      case Submission.Refused(var reason) -> throw new Refusal(problem(reason));
    };
  }

  /** HTTP spells {@code ce-id} what Kafka spells {@code ce_id}. A header given twice is none. */
  private static Map<String, String> attributes(HttpHeaders headers) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> header : headers.getRequestHeaders().entrySet()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      String value = header.getValue().size() == 1 ? header.getValue().getFirst() : "";
      if (name.startsWith(PREFIX)) {
        attributes.put("ce_" + name.substring(PREFIX.length()), value);
      } else if (name.equals("content-type")) {
        attributes.put(name, value);
      }
    }
    return attributes;
  }

  static Problem problem(InvalidEvent invalid) {
    Problem problem =
        switch (invalid.reason()) {
          case TOO_LARGE -> Problem.of(413);
          case WRONG_TOPIC -> Problem.of(403);
          default -> Problem.of(400, "invalid-event", "The event cannot be read");
        };
    if (invalid.field() != null) {
      problem = problem.withField(invalid.field(), "is missing or not valid");
    }
    return problem.withReason(invalid.reason());
  }

  private static Problem problem(SubmissionRefusal reason) {
    int status = reason == SubmissionRefusal.SAME_ID_OTHER_BODY ? 409 : 422;
    return Problem.of(status, "submission-refused", "The event was refused").withReason(reason);
  }
}
