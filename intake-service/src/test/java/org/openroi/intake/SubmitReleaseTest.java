package org.openroi.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openroi.event.Channel;
import org.openroi.event.Endpoint;
import org.openroi.event.EndpointKind;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.PatientIdentifier;
import org.openroi.event.PatientMatched;
import org.openroi.event.PatientRef;
import org.openroi.event.ReleaseRequested;
import org.openroi.event.ReleaseStatusChanged;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterKind;
import org.openroi.event.RequesterRegistered;
import org.openroi.event.SubmissionAccepted;
import org.openroi.event.SubmissionRefusal;
import org.openroi.event.SubmissionRefused;
import org.openroi.event.VerificationLevel;

class SubmitReleaseTest {
  private static final Instant AT = Instant.parse("2026-11-24T10:15:30Z");
  private static final String IDENTIFIER = "MRN-CANARY-1";

  private final InMemorySubmissions submissions = new InMemorySubmissions();
  private final InMemoryReleases releases = new InMemoryReleases();
  private final InMemoryPatients patients = new InMemoryPatients();
  private final InMemoryRequesters requesters = new InMemoryRequesters();
  private final InMemoryClients clients = new InMemoryClients();
  private final InMemoryEvents events = new InMemoryEvents();
  private final RequesterId requester = new RequesterId(UUID.randomUUID());
  private SubmitRelease submitRelease = with(true);

  private SubmitRelease with(boolean plainIdentifiers) {
    EncryptedIdentifiers encrypted =
        jwe ->
            jwe.equals("can.be.read.by.us")
                ? Optional.of(new PatientIdentifier(Api.SYSTEM, IDENTIFIER))
                : Optional.empty();
    return new SubmitRelease(
        new IntakePolicy("general-hospital", plainIdentifiers),
        submissions,
        releases,
        patients,
        requesters,
        clients,
        encrypted,
        events);
  }

  @BeforeEach
  void aRequesterAndAClient() {
    register(true);
    clients.put(new AdmittedClient("engine-a", Set.of("main-campus"), Set.of(requester), false));
  }

  private void register(boolean active) {
    requesters.put(
        new RequesterRegistered(
            requester,
            RequesterKind.ATTORNEY,
            "Example",
            VerificationLevel.DOCUMENT_CHECKED,
            Set.of("main-campus"),
            Set.of(new Endpoint("portal", EndpointKind.PORTAL, "portal:x", null, null)),
            null,
            active));
  }

  @Test
  void publishesOutcomeRequestAndStatusInThisOrder() {
    EventEnvelope event = event();
    Submission submission = submitRelease.submit(submission(event));
    assertThat(submission).isInstanceOf(Submission.Accepted.class);
    assertThat(events.facts())
        .extracting(fact -> (Object) fact.getClass())
        .containsExactly(
            SubmissionAccepted.class, ReleaseRequested.class, ReleaseStatusChanged.class);
    assertThat(events.published().get(0).causationId()).isEqualTo(event.id());
    assertThat(events.published().get(1).causationId()).isEqualTo(event.id());
    assertThat(events.published().get(2).causationId()).isEqualTo(events.published().get(1).id());
    ReleaseStatusChanged status = (ReleaseStatusChanged) events.facts().getLast();
    assertThat(status.receivedAt()).isEqualTo(AT);
    assertThat(status.channel()).isEqualTo(Channel.KAFKA);
    assertThat(status.dueAt()).as("no law sets an attorney's time").isNull();
  }

  @Test
  void changesNothingWhenASubmissionComesAgain() {
    EventEnvelope event = event();
    Submission first = submitRelease.submit(submission(event));
    Submission second = submitRelease.submit(submission(event));
    assertThat(second).isEqualTo(first);
    assertThat(events.published()).hasSize(3);
  }

  @Test
  void leadsTheSameEventToTheSameReleaseOnEveryWay() {
    EventEnvelope event = event();
    NewSubmission overKafka = submission(event);
    NewSubmission overHttp =
        NewSubmission.of(
            event,
            (org.openroi.event.ReleaseSubmitted) event.data(),
            Channel.HTTP_EVENT,
            "http/0",
            AT);
    assertThat(overHttp.release()).isEqualTo(overKafka.release());
    assertThat(overHttp.key()).isEqualTo(overKafka.key());
    EventEnvelope sameIdOfAnother =
        Submitted.by("engine-b", event.id(), "main-campus", event.data());
    assertThat(submission(sameIdOfAnother).release()).isNotEqualTo(overKafka.release());
  }

  @Test
  void refusesAnotherBodyUnderAKnownIdAndSaysSoOnce() {
    EventId id = Submitted.fresh();
    submitRelease.submit(submission(event(id)));
    EventEnvelope other = event(id);
    for (int i = 0; i < 2; i++) {
      assertThat(submitRelease.submit(submission(other)))
          .isEqualTo(new Submission.Refused(SubmissionRefusal.SAME_ID_OTHER_BODY));
    }
    assertThat(events.facts().getLast())
        .isEqualTo(new SubmissionRefused("topic/0/1", SubmissionRefusal.SAME_ID_OTHER_BODY));
    assertThat(events.published()).hasSize(4);
  }

  @Test
  void refusesWhoIsNotAllowed() {
    assertRefused(
        Submitted.by("engine-b", event().data()), SubmissionRefusal.REQUESTER_NOT_ALLOWED);
    assertRefused(
        Submitted.by("engine-a", Submitted.fresh(), "north-clinic", event().data()),
        SubmissionRefusal.REQUESTER_NOT_ALLOWED);
    assertRefused(
        Submitted.by("engine-a", Submitted.release(new RequesterId(UUID.randomUUID()), IDENTIFIER)),
        SubmissionRefusal.REQUESTER_NOT_ALLOWED);
    EventEnvelope own = event();
    assertRefused(
        new EventEnvelope(
            own.id(),
            own.source(),
            own.time(),
            "another-hospital",
            own.facility(),
            null,
            0,
            own.data()),
        SubmissionRefusal.REQUESTER_NOT_ALLOWED);
    register(false);
    assertRefused(event(), SubmissionRefusal.REQUESTER_NOT_ALLOWED);
  }

  @Test
  void echoesNoFacilityThatIsNotTheClients() {
    submitRelease.submit(
        submission(Submitted.by("engine-a", Submitted.fresh(), "MRN-CANARY-9", event().data())));
    assertThat(events.published().getLast().facility()).isEqualTo("unassigned");
  }

  @Test
  void takesNoPlainIdentifierWhereThatIsSwitchedOff() {
    submitRelease = with(false);
    assertRefused(event(), SubmissionRefusal.PLAIN_IDENTIFIER_NOT_ALLOWED);
    EventEnvelope encrypted =
        Submitted.by("engine-a", Submitted.encrypted(requester, "can.be.read.by.us"));
    assertThat(submitRelease.submit(submission(encrypted))).isInstanceOf(Submission.Accepted.class);
    assertRefused(
        Submitted.by("engine-a", Submitted.encrypted(requester, "can.not.be.read.either")),
        SubmissionRefusal.IDENTIFIER_NOT_READABLE);
  }

  @Test
  void sendsAnUnknownPatientOnWithoutAndMatchesThemLater() {
    EventEnvelope event = event();
    submitRelease.submit(submission(event));
    ReleaseRequested requested = (ReleaseRequested) events.facts().get(1);
    assertThat(requested.patient()).isNull();

    RegisterPatient registerPatient =
        new RegisterPatient(new IntakePolicy("general-hospital", true), patients, releases, events);
    PatientRef fresh = new PatientRef(UUID.randomUUID());
    Set<PatientIdentifier> identifiers = Set.of(new PatientIdentifier(Api.SYSTEM, IDENTIFIER));
    assertThat(registerPatient.register("main-campus", identifiers, fresh, AT))
        .isEqualTo(new PatientRegistration.Registered(fresh));
    assertThat(events.facts().getLast()).isEqualTo(new PatientMatched(requested.release(), fresh));
    assertThat(releases.find(requested.release()).orElseThrow().patient()).isEqualTo(fresh);
    PatientRef another = new PatientRef(UUID.randomUUID());
    assertThat(registerPatient.register("main-campus", identifiers, another, AT))
        .isEqualTo(new PatientRegistration.AlreadyKnown(fresh));

    submitRelease.submit(submission(event()));
    List<ReleaseRequested> requests =
        events.facts().stream()
            .filter(ReleaseRequested.class::isInstance)
            .map(ReleaseRequested.class::cast)
            .toList();
    assertThat(requests.getLast().patient()).isEqualTo(fresh);
  }

  @Test
  void printsNoIdentifier() {
    assertThat(submission(event()).toString()).doesNotContain(IDENTIFIER);
    assertThat(events.facts().toString()).doesNotContain(IDENTIFIER);
  }

  private void assertRefused(EventEnvelope event, SubmissionRefusal reason) {
    int before = events.published().size();
    assertThat(submitRelease.submit(submission(event))).isEqualTo(new Submission.Refused(reason));
    assertThat(events.published()).hasSize(before + 1);
    assertThat(events.facts().getLast()).isEqualTo(new SubmissionRefused("topic/0/1", reason));
  }

  private EventEnvelope event() {
    return event(Submitted.fresh());
  }

  private EventEnvelope event(EventId id) {
    return Submitted.by("engine-a", id, "main-campus", Submitted.release(requester, IDENTIFIER));
  }

  private static NewSubmission submission(EventEnvelope event) {
    return NewSubmission.of(
        event, (org.openroi.event.ReleaseSubmitted) event.data(), Channel.KAFKA, "topic/0/1", AT);
  }
}
