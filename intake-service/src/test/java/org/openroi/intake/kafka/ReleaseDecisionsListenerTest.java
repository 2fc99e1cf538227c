package org.openroi.intake.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.openroi.event.AuthorizationId;
import org.openroi.event.DenialClass;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventQuarantined;
import org.openroi.event.HoldClass;
import org.openroi.event.InvalidEvent;
import org.openroi.event.LegalRoute;
import org.openroi.event.PatientRef;
import org.openroi.event.Publisher;
import org.openroi.event.RecordType;
import org.openroi.event.ReleaseAuthorized;
import org.openroi.event.ReleaseDenied;
import org.openroi.event.ReleaseEvent;
import org.openroi.event.ReleaseHeld;
import org.openroi.event.ReleaseId;
import org.openroi.event.ReleaseStatus;
import org.openroi.event.ReleaseStatusChanged;
import org.openroi.event.RequesterId;
import org.openroi.event.Scope;
import org.openroi.event.Topics;
import org.openroi.intake.Api;
import org.openroi.intake.Broker;
import org.openroi.intake.Submitted;

@QuarkusTest
class ReleaseDecisionsListenerTest {
  private static final Instant DECIDED = Instant.parse("2026-11-24T11:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void followsDecisionsAlongTheAutomatonAndPublishesEachStep() {
    RequesterId requester = Api.newRequester();
    ReleaseId release = newRelease(requester);
    decide(release, 1, held(release));
    EventEnvelope authorized = decide(release, 2, authorized(release, requester));
    Broker.send(Topics.RELEASE_DECISIONS, authorized);
    decide(release, 3, denied(release));
    decide(release, 4, held(release)); // nothing comes after a denial

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                Api.clerk()
                    .get("/api/v1/releases/" + release)
                    .then()
                    .body("status", equalTo("DENIED"))
                    .body("timeline.status", contains("RECEIVED", "HELD", "AUTHORIZED", "DENIED"))
                    .body("timeline[1].waitingFor", contains("AUTHORIZATION_NOT_FOUND"))
                    .body("timeline[3].reasons", contains("AUTHORIZATION_REVOKED"))
                    .body("timeline[3].since", equalTo("2026-11-24T11:00:00Z")));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(statuses(release)).hasSize(4));
    List<EventEnvelope> statuses = statuses(release);
    assertThat(statuses)
        .extracting(event -> ((ReleaseStatusChanged) event.data()).status())
        .containsExactly(
            ReleaseStatus.RECEIVED,
            ReleaseStatus.HELD,
            ReleaseStatus.AUTHORIZED,
            ReleaseStatus.DENIED);
    assertThat(statuses).extracting(EventEnvelope::subjectVersion).containsExactly(1, 2, 3, 4);
    assertThat(statuses.get(2).causationId()).isEqualTo(authorized.id());
  }

  @Test
  void parksALaterVersionUntilTheEarlierOneCame() {
    RequesterId requester = Api.newRequester();
    ReleaseId release = newRelease(requester);
    decide(release, 2, authorized(release, requester));
    decide(release, 1, held(release));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                Api.clerk()
                    .get("/api/v1/releases/" + release)
                    .then()
                    .body("timeline.status", contains("RECEIVED", "HELD", "AUTHORIZED")));
  }

  @Test
  void setsADecisionOnAnUnknownReleaseAside() {
    ReleaseId unknown = new ReleaseId(UUID.randomUUID());
    RecordMetadata sent = Broker.send(Topics.RELEASE_DECISIONS, event(1, denied(unknown)));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        Broker.events(
                            Topics.deadLetters(Topics.RELEASE_DECISIONS, "intake"),
                            EventQuarantined.class,
                            fact ->
                                fact.partition() == sent.partition()
                                    && fact.offset() == sent.offset()
                                    && fact.reason() == InvalidEvent.Reason.NOT_APPLICABLE))
                    .hasSize(1));
  }

  private static ReleaseId newRelease(RequesterId requester) {
    return ReleaseId.of(
        Api.submit(
                Api.clerk(),
                UUID.randomUUID().toString(),
                Api.release(requester, Api.newIdentifier()))
            .path("release"));
  }

  private static EventEnvelope decide(ReleaseId release, int version, ReleaseEvent decision) {
    EventEnvelope event = event(version, decision);
    Broker.send(Topics.RELEASE_DECISIONS, event);
    return event;
  }

  private static EventEnvelope event(int version, ReleaseEvent decision) {
    return new EventEnvelope(
        Submitted.fresh(),
        Publisher.AUTHORIZATION.source(),
        DECIDED,
        "general-hospital",
        "main-campus",
        null,
        version,
        decision);
  }

  private static ReleaseHeld held(ReleaseId release) {
    return new ReleaseHeld(release, Set.of(HoldClass.AUTHORIZATION_NOT_FOUND), "v1", DECIDED);
  }

  private static ReleaseDenied denied(ReleaseId release) {
    return new ReleaseDenied(release, Set.of(DenialClass.AUTHORIZATION_REVOKED), "v1", DECIDED);
  }

  private static ReleaseAuthorized authorized(ReleaseId release, RequesterId requester) {
    return new ReleaseAuthorized(
        release,
        new PatientRef(UUID.randomUUID()),
        requester,
        "portal",
        LegalRoute.AUTH_508,
        new Scope(Set.of(RecordType.DISCHARGE_SUMMARY), null, null),
        new AuthorizationId(UUID.randomUUID()),
        "v1",
        DECIDED,
        null);
  }

  private static List<EventEnvelope> statuses(ReleaseId release) {
    return Broker.events(
        Topics.RELEASE_STATUS, ReleaseStatusChanged.class, fact -> fact.release().equals(release));
  }
}
