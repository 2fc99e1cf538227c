package org.openroi.intake;

import static org.openroi.event.SubmissionRefusal.ENDPOINT_NOT_REGISTERED;
import static org.openroi.event.SubmissionRefusal.IDENTIFIER_NOT_READABLE;
import static org.openroi.event.SubmissionRefusal.PLAIN_IDENTIFIER_NOT_ALLOWED;
import static org.openroi.event.SubmissionRefusal.REQUESTER_NOT_ALLOWED;
import static org.openroi.event.SubmissionRefusal.SAME_ID_OTHER_BODY;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.EventType;
import org.openroi.event.PatientIdentifier;
import org.openroi.event.PatientRef;
import org.openroi.event.Publisher;
import org.openroi.event.ReleaseEvent;
import org.openroi.event.ReleaseRequested;
import org.openroi.event.ReleaseStatusChanged;
import org.openroi.event.RequesterRegistered;
import org.openroi.event.SubmissionAccepted;
import org.openroi.event.SubmissionRefusal;
import org.openroi.event.SubmissionRefused;
import org.openroi.intake.deadline.AccessDeadline;

/**
 * Turns a submission into a release request, or refuses it.
 *
 * <p>One transaction: the memory of the submission, the request, its first status and the events. A
 * submission that comes again under its key gets its first outcome and changes nothing.
 */
@ApplicationScoped
public class SubmitRelease {
  /** Stands for the facility where a client named one that is not its own: nothing is echoed. */
  static final String NO_FACILITY = "unassigned";

  private final IntakePolicy policy;
  private final Submissions submissions;
  private final Releases releases;
  private final Patients patients;
  private final Requesters requesters;
  private final Clients clients;
  private final EncryptedIdentifiers encrypted;
  private final Events events;

  public SubmitRelease(
      IntakePolicy policy,
      Submissions submissions,
      Releases releases,
      Patients patients,
      Requesters requesters,
      Clients clients,
      EncryptedIdentifiers encrypted,
      Events events) {
    this.policy = policy;
    this.submissions = submissions;
    this.releases = releases;
    this.patients = patients;
    this.requesters = requesters;
    this.clients = clients;
    this.encrypted = encrypted;
    this.events = events;
  }

  @Transactional
  public Submission submit(NewSubmission submission) {
    Optional<Submissions.Earlier> earlier =
        submissions.claim(submission.key(), submission.bodySha256(), submission.release());
    if (earlier.isEmpty()) {
      return decide(submission);
    }
    return earlier.get().sameBody() ? earlier.get().outcome() : refuseOtherBody(submission);
  }

  private Submission decide(NewSubmission submission) {
    Optional<SubmissionRefusal> refusal = requesterRefusal(submission);
    if (refusal.isPresent()) {
      return refuse(submission, refusal.get());
    }
    return switch (submission.patient()) {
      case SubmittedPatient.Plain(var identifier) ->
          submission.origin() instanceof Origin.Client && !policy.plainIdentifiers()
              ? refuse(submission, PLAIN_IDENTIFIER_NOT_ALLOWED)
              : accept(submission, identifier);
      case SubmittedPatient.Encrypted(var jwe) ->
          encrypted
              .open(jwe)
              .map(identifier -> accept(submission, identifier))
              .orElseGet(() -> refuse(submission, IDENTIFIER_NOT_READABLE));
    };
  }

  private Optional<SubmissionRefusal> requesterRefusal(NewSubmission submission) {
    boolean addressed = submission.custodian().equals(policy.custodian());
    if (!addressed || !senderMaySubmit(submission)) {
      return Optional.of(REQUESTER_NOT_ALLOWED);
    }
    Optional<RequesterRegistered> entry =
        requesters
            .find(submission.requester())
            .filter(RequesterRegistered::active)
            .filter(requester -> requester.facilities().contains(submission.facility()));
    if (entry.isEmpty()) {
      return Optional.of(REQUESTER_NOT_ALLOWED);
    }
    boolean registered =
        entry.get().endpoints().stream()
            .anyMatch(endpoint -> endpoint.code().equals(submission.endpoint()));
    return registered ? Optional.empty() : Optional.of(ENDPOINT_NOT_REGISTERED);
  }

  private boolean senderMaySubmit(NewSubmission submission) {
    return switch (submission.origin()) {
      case Origin.Person() -> true;
      case Origin.Client(var name, _, _) ->
          clients
              .find(name)
              .filter(client -> client.maySubmitFor(submission.requester(), submission.facility()))
              .isPresent();
    };
  }

  private Submission accept(NewSubmission submission, PatientIdentifier identifier) {
    PatientRef patient = patients.findOrAwait(identifier, submission.release()).orElse(null);
    Step received = Step.received(submission.receivedAt());
    String client = submission.origin() instanceof Origin.Client c ? c.name() : null;
    releases.add(
        new Release(
            submission.release(),
            submission.facility(),
            client,
            submission.clientReference(),
            submission.requester(),
            submission.endpoint(),
            submission.purpose(),
            submission.scope(),
            submission.authorization(),
            patient,
            submission.channel(),
            submission.receivedAt(),
            List.of(received)));

    EventId event = submission.origin() instanceof Origin.Client c ? c.event() : null;
    EventId cause = event == null ? EventId.of(submission.release().value()) : event;
    if (submission.clientReference() != null && event != null) {
      publish(
          submission,
          cause,
          event,
          new SubmissionAccepted(submission.release(), submission.clientReference()));
    }
    EventId requested = publish(submission, cause, event, requested(submission, patient));
    publish(
        submission,
        requested,
        requested,
        new ReleaseStatusChanged(
            submission.release(),
            received.status(),
            received.waitingFor(),
            received.since(),
            received.stop(),
            submission.receivedAt(),
            submission.channel(),
            requesters
                .find(submission.requester())
                .flatMap(
                    requester -> AccessDeadline.of(requester, patient, submission.receivedAt()))
                .orElse(null)));
    return new Submission.Accepted(submission.release());
  }

  private static ReleaseRequested requested(
      NewSubmission submission, @Nullable PatientRef patient) {
    return new ReleaseRequested(
        submission.release(),
        submission.requester(),
        submission.endpoint(),
        submission.purpose(),
        submission.scope(),
        submission.authorization(),
        patient,
        submission.channel(),
        submission.receivedAt());
  }

  /** A person may mend the request and send it again; what an engine sent stays refused. */
  private Submission refuse(NewSubmission submission, SubmissionRefusal reason) {
    switch (submission.origin()) {
      case Origin.Person() -> submissions.forget(submission.key());
      case Origin.Client client -> {
        submissions.refuse(submission.key(), reason);
        announceRefusal(submission, client, reason);
      }
    }
    return new Submission.Refused(reason);
  }

  private Submission refuseOtherBody(NewSubmission submission) {
    if (submission.origin() instanceof Origin.Client client) {
      SubmissionKey key = submission.key().ofOtherBody(submission.bodySha256());
      if (submissions.claim(key, submission.bodySha256(), submission.release()).isEmpty()) {
        submissions.refuse(key, SAME_ID_OTHER_BODY);
        announceRefusal(submission, client, SAME_ID_OTHER_BODY);
      }
    }
    return new Submission.Refused(SAME_ID_OTHER_BODY);
  }

  private void announceRefusal(
      NewSubmission submission, Origin.Client client, SubmissionRefusal reason) {
    publish(
        submission,
        client.event(),
        client.event(),
        new SubmissionRefused(client.coordinates(), reason));
  }

  private EventId publish(
      NewSubmission submission, EventId seed, @Nullable EventId cause, ReleaseEvent fact) {
    EventId id = EventId.following(seed, EventType.of(fact), fact.subject());
    events.publish(
        new EventEnvelope(
            id,
            Publisher.INTAKE.source(),
            submission.receivedAt(),
            policy.custodian(),
            facilityOf(submission, fact),
            cause,
            0,
            fact));
    return id;
  }

  private String facilityOf(NewSubmission submission, ReleaseEvent fact) {
    if (fact instanceof SubmissionRefused
        && submission.origin() instanceof Origin.Client(var name, _, _)) {
      boolean own =
          clients
              .find(name)
              .filter(client -> client.facilities().contains(submission.facility()))
              .isPresent();
      return own ? submission.facility() : NO_FACILITY;
    }
    return submission.facility();
  }
}
