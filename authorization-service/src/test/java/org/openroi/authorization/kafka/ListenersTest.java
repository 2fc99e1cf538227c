package org.openroi.authorization.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openroi.authorization.DecisionOnRecord;
import org.openroi.authorization.RecordAuthorization;
import org.openroi.authorization.Requesters;
import org.openroi.authorization.RevokeAuthorization;
import org.openroi.authorization.RunningAuthorization;
import org.openroi.authorization.ShowDecisions;
import org.openroi.authorization.policy.Authorization;
import org.openroi.authorization.policy.AuthorizationFixture;
import org.openroi.authorization.policy.Decision;
import org.openroi.authorization.policy.Recipient;
import org.openroi.authorization.policy.Revocation;
import org.openroi.event.AuthorizationId;
import org.openroi.event.Channel;
import org.openroi.event.DenialClass;
import org.openroi.event.DisclosureTerms;
import org.openroi.event.EncodedEvent;
import org.openroi.event.Endpoint;
import org.openroi.event.EndpointKind;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.EventQuarantined;
import org.openroi.event.EventType;
import org.openroi.event.HoldClass;
import org.openroi.event.InvalidEvent;
import org.openroi.event.PatientMatched;
import org.openroi.event.PatientRef;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.RecordType;
import org.openroi.event.ReleaseAuthorized;
import org.openroi.event.ReleaseDenied;
import org.openroi.event.ReleaseHeld;
import org.openroi.event.ReleaseId;
import org.openroi.event.ReleaseRequested;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterKind;
import org.openroi.event.RequesterRegistered;
import org.openroi.event.Scope;
import org.openroi.event.SensitiveCategory;
import org.openroi.event.Topics;
import org.openroi.event.VerificationLevel;
import org.openroi.kafka.InboundRecord;
import org.openroi.local.testing.TestBroker;

@QuarkusTest
@DisplayName("Bytes in, bytes out")
class ListenersTest {
  private static final Set<String> FACILITIES = Set.of("main-campus");
  private static final Duration SOON = Duration.ofSeconds(30);
  private static TestBroker broker;

  @Inject RecordAuthorization recordAuthorization;
  @Inject RevokeAuthorization revokeAuthorization;
  @Inject ShowDecisions showDecisions;
  @Inject Requesters requesters;
  @Inject MeterRegistry metrics;

  private final RequesterId requester = new RequesterId(UUID.randomUUID());
  private final PatientRef patient = new PatientRef(UUID.randomUUID());

  @BeforeAll
  static void connect() {
    broker = new TestBroker();
  }

  @AfterAll
  static void disconnect() {
    broker.close();
  }

  @BeforeEach
  void theAttorneyIsKnown() {
    keep(VerificationLevel.DOCUMENT_CHECKED, 1);
  }

  /** Nothing orders two topics: waits until the directory says so. */
  private void keep(VerificationLevel verification, int version) {
    RequesterRegistered entry = attorney(verification);
    broker.send(TestBroker.fromIntake(entry, version));
    await()
        .atMost(SOON)
        .until(
            () ->
                QuarkusTransaction.requiringNew()
                    .call(
                        () -> requesters.forDecision(requester).filter(entry::equals).isPresent()));
  }

  private RequesterRegistered attorney(VerificationLevel verification) {
    return new RequesterRegistered(
        requester,
        RequesterKind.ATTORNEY,
        "Example & Partners",
        verification,
        FACILITIES,
        Set.of(new Endpoint("portal", EndpointKind.PORTAL, "portal:example-partners", null, null)),
        null,
        true);
  }

  private ReleaseRequested request(AuthorizationId named, PatientRef of) {
    return new ReleaseRequested(
        new ReleaseId(UUID.randomUUID()),
        requester,
        "portal",
        PurposeOfUse.HLEGAL,
        new Scope(
            Set.of(RecordType.LABORATORY_REPORT),
            LocalDate.parse("2026-02-01"),
            LocalDate.parse("2026-03-31")),
        named,
        of,
        Channel.REST,
        Instant.parse("2026-11-20T11:59:00Z"));
  }

  private Authorization authorize() {
    AuthorizationFixture authorization = AuthorizationFixture.valid().fresh();
    authorization.patient = patient;
    authorization.recipients = List.of(new Recipient(requester, null, null, null, null));
    Authorization built = authorization.build();
    recordAuthorization.record(built, EventId.of(UUID.randomUUID()), Instant.now());
    return built;
  }

  private double counted(String what) {
    return metrics.get("openroi.inbound." + what).functionCounter().count();
  }

  private List<DecisionOnRecord> decisions(ReleaseId release) {
    return showDecisions.show(release, FACILITIES).orElse(List.of());
  }

  private List<EventEnvelope> published(ReleaseId release, int atLeast) {
    List<EventEnvelope> found = new ArrayList<>();
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              found.clear();
              found.addAll(TestBroker.events(Topics.RELEASE_DECISIONS, release.toString()));
              assertThat(found).hasSizeGreaterThanOrEqualTo(atLeast);
            });
    assertThat(found)
        .extracting(EventEnvelope::subjectVersion)
        .isEqualTo(IntStream.rangeClosed(1, found.size()).boxed().toList());
    return found;
  }

  @Test
  void decidesAndPublishes() {
    Authorization authorization = authorize();
    ReleaseRequested request = request(authorization.id(), patient);
    EventEnvelope cause = TestBroker.fromIntake(request, 1);
    broker.send(cause);
    EventEnvelope event = published(request.release(), 1).getFirst();
    assertThat(event.causationId()).isEqualTo(cause.id());
    assertThat(event.id())
        .isEqualTo(
            EventId.following(
                cause.id(), EventType.RELEASE_AUTHORIZED, request.release().toString()));
    ReleaseAuthorized fact = (ReleaseAuthorized) event.data();
    assertThat(fact.scope()).isEqualTo(request.scope());
    assertThat(fact.authorization()).isEqualTo(authorization.id());
    assertThat(RunningAuthorization.open(fact.terms()))
        .as("no opt-in, no limit, no protocol")
        .isEqualTo(new DisclosureTerms(Set.of(), Set.of(), null))
        .isEqualTo(terms(decisions(request.release()).getLast()));
    assertThat(TestBroker.events(Topics.AUTHORIZATIONS, authorization.id().toString())).hasSize(1);
  }

  @Test
  @DisplayName("AUTH-23: the terms travel sealed, open with the private key and are the decision's")
  void termsTravelSealed() {
    AuthorizationFixture form = AuthorizationFixture.valid().fresh();
    form.patient = patient;
    form.recipients = List.of(new Recipient(requester, null, null, null, null));
    form.sensitiveOptIn = Set.of(SensitiveCategory.HIV, SensitiveCategory.SUBSTANCE_USE);
    form.encounters = List.of("enc-canary");
    recordAuthorization.record(form.build(), EventId.of(UUID.randomUUID()), Instant.now());
    ReleaseRequested request = request(form.id, patient);
    broker.send(TestBroker.fromIntake(request, 1));
    ReleaseAuthorized fact = (ReleaseAuthorized) published(request.release(), 1).getFirst().data();
    assertThat(RunningAuthorization.open(fact.terms()))
        .isEqualTo(new DisclosureTerms(form.sensitiveOptIn, Set.of("enc-canary"), null))
        .isEqualTo(terms(decisions(request.release()).getLast()));
    assertThat(TestBroker.all(Topics.RELEASE_DECISIONS))
        .extracting(record -> new String(record.value()))
        .noneMatch(json -> json.contains("enc-canary") || json.contains("SUBSTANCE_USE"));
  }

  private static DisclosureTerms terms(DecisionOnRecord on) {
    return ((Decision.Authorized) on.decision()).terms();
  }

  @Test
  @DisplayName("The same record twice, and every record again, changes nothing")
  void aReplayChangesNothing() {
    Authorization authorization = authorize();
    ReleaseRequested request = request(authorization.id(), patient);
    EventEnvelope event = TestBroker.fromIntake(request, 1);
    double before = counted("duplicates");
    broker.send(event);
    broker.send(event);
    broker.send(event);
    await().atMost(SOON).until(() -> counted("duplicates") >= before + 2);
    ReleaseRequested after = request(authorization.id(), patient);
    broker.send(TestBroker.fromIntake(after, 1));
    published(after.release(), 1);
    assertThat(published(request.release(), 1)).hasSize(1);
    assertThat(decisions(request.release())).hasSize(1);
  }

  @Test
  @DisplayName("Poison is quarantined once, quotes nothing, and the partition moves on")
  void poisonIsQuarantined() {
    String canary = "Canary McTestface 1941-02-29";
    ReleaseRequested request = request(null, patient);
    EncodedEvent good = EventCodec.encode(TestBroker.fromIntake(request, 1));
    String key = UUID.randomUUID().toString();
    byte[] poison = ("{\"patientName\":\"" + canary + "\"}").getBytes();
    broker.send(Topics.RELEASE_REQUESTS, key, good.headers(), poison);
    broker.send(Topics.RELEASE_REQUESTS, key, good.headers(), "not json".getBytes());
    broker.send(Topics.RELEASE_REQUESTS, key, Map.of(), poison);
    broker.send(TestBroker.fromIntake(request, 1));
    assertThat(published(request.release(), 1).getFirst().data()).isInstanceOf(ReleaseHeld.class);
    String letters = Topics.deadLetters(Topics.RELEASE_REQUESTS, "authorization");
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        TestBroker.all(letters).stream()
                            .map(InboundRecord::of)
                            .map(r -> EventCodec.decode(r.headers(), r.value()).data())
                            .map(EventQuarantined.class::cast)
                            .map(EventQuarantined::reason))
                    .contains(
                        InvalidEvent.Reason.INVALID_DATA,
                        InvalidEvent.Reason.NOT_JSON,
                        InvalidEvent.Reason.NOT_AN_ENVELOPE));
    assertThat(TestBroker.all(letters))
        .allSatisfy(
            letter -> {
              assertThat(new String(letter.value())).doesNotContain("Canary");
              letter
                  .headers()
                  .forEach(
                      header -> assertThat(new String(header.value())).doesNotContain("Canary"));
            });
  }

  @Test
  void anotherCustodiansEventIsNotApplied() {
    ReleaseRequested request = request(null, patient);
    EventEnvelope ours = TestBroker.fromIntake(request, 1);
    broker.send(
        new EventEnvelope(
            ours.id(),
            ours.source(),
            ours.time(),
            "another-hospital",
            ours.facility(),
            null,
            1,
            request));
    ReleaseRequested after = request(null, patient);
    broker.send(TestBroker.fromIntake(after, 1));
    published(after.release(), 1);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        TestBroker.all(
                            Topics.deadLetters(Topics.RELEASE_REQUESTS, "authorization")))
                    .anyMatch(r -> new String(r.value()).contains("NOT_APPLICABLE")));
    assertThat(decisions(request.release())).isEmpty();
  }

  @Test
  @DisplayName("An authorization that comes late releases what was held")
  void lateAuthorization() {
    ReleaseRequested request = request(null, patient);
    broker.send(TestBroker.fromIntake(request, 1));
    assertThat(((ReleaseHeld) published(request.release(), 1).getFirst().data()).missing())
        .containsExactly(HoldClass.AUTHORIZATION_NOT_FOUND);
    Authorization authorization = authorize();
    ReleaseAuthorized fact = (ReleaseAuthorized) published(request.release(), 2).getLast().data();
    assertThat(fact.authorization()).isEqualTo(authorization.id());
  }

  @Test
  @DisplayName("A patient who is matched late, and a requester verified late, decide again")
  void latePatientAndRequester() {
    Authorization authorization = authorize();
    keep(VerificationLevel.NOT_VERIFIED, 2);
    ReleaseRequested request = request(authorization.id(), null);
    broker.send(TestBroker.fromIntake(request, 1));
    published(request.release(), 1);
    broker.send(TestBroker.fromIntake(new PatientMatched(request.release(), patient), 2));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        ((ReleaseHeld) published(request.release(), 1).getLast().data()).missing())
                    .containsExactly(HoldClass.IDENTITY_NOT_VERIFIED));
    // Version 3 was compacted away.
    keep(VerificationLevel.IDENTITY_PROOFED, 4);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(published(request.release(), 2).getLast().data())
                    .isInstanceOf(ReleaseAuthorized.class));
  }

  @Test
  @DisplayName("164.508(b)(5): a revocation withdraws what was authorized under it")
  void revocation() {
    Authorization authorization = authorize();
    ReleaseRequested request = request(null, patient);
    broker.send(TestBroker.fromIntake(request, 1));
    published(request.release(), 1);
    Instant now = Instant.now();
    revokeAuthorization.revoke(
        authorization.id(), FACILITIES, new Revocation(now, null, null), now);
    ReleaseDenied fact = (ReleaseDenied) published(request.release(), 2).getLast().data();
    assertThat(fact.reasons()).containsExactly(DenialClass.AUTHORIZATION_REVOKED);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        TestBroker.events(Topics.AUTHORIZATIONS, authorization.id().toString())
                            .stream()
                            .map(EventEnvelope::type))
                    .containsExactly(
                        EventType.AUTHORIZATION_RECORDED, EventType.AUTHORIZATION_REVOKED));
  }

  @Test
  @DisplayName("Records come in batches, not one by one")
  void batchesAreBatches() {
    Authorization authorization = authorize();
    double recordsBefore = counted("records");
    double batchesBefore = counted("batches");
    List<ReleaseRequested> requests = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      requests.add(request(authorization.id(), patient));
    }
    broker.sendTogether(requests.stream().map(each -> TestBroker.fromIntake(each, 1)).toList());
    await().atMost(SOON).until(() -> !decisions(requests.getLast().release()).isEmpty());
    await().atMost(SOON).until(() -> counted("records") - recordsBefore >= 500);
    assertThat((counted("records") - recordsBefore) / (counted("batches") - batchesBefore))
        .as("mean batch size")
        .isGreaterThan(5);
  }
}
