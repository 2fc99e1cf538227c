package org.openroi.intake.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openroi.event.Channel;
import org.openroi.event.DeliveryAttempted;
import org.openroi.event.DeliveryId;
import org.openroi.event.DenialClass;
import org.openroi.event.DisclosureDelivered;
import org.openroi.event.DisclosureResumed;
import org.openroi.event.DisclosureStopped;
import org.openroi.event.DisclosureWithdrawn;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventQuarantined;
import org.openroi.event.HoldClass;
import org.openroi.event.InvalidEvent;
import org.openroi.event.LegalRoute;
import org.openroi.event.PackageSealed;
import org.openroi.event.PatientRef;
import org.openroi.event.Publisher;
import org.openroi.event.RecordOpened;
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
import org.openroi.event.StopClass;
import org.openroi.event.Topics;
import org.openroi.intake.Api;
import org.openroi.intake.Broker;
import org.openroi.intake.Submitted;

@QuarkusTest
class DisclosuresListenerTest {
  private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String HASH =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

  private final PatientRef patient = new PatientRef(UUID.randomUUID());
  private RequesterId requester;
  private ReleaseId release;
  private int disclosed;

  @BeforeEach
  void request() {
    requester = Api.newRequester();
    release =
        ReleaseId.of(
            Api.submit(
                    Api.clerk(),
                    UUID.randomUUID().toString(),
                    Api.release(requester, Api.newIdentifier()))
                .path("release"));
  }

  @Test
  void followsADisclosureToItsDelivery() {
    decide(1, authorized());
    awaitTimeline("RECEIVED", "AUTHORIZED");
    disclose(new RecordOpened(release, delivery(1), 1, patient, 1, AT));
    EventEnvelope sealed = disclose(sealed(1));
    Broker.send(Topics.DISCLOSURES, sealed);
    disclose(new DeliveryAttempted(release, delivery(1), 1, 1, AT));
    disclose(
        new DisclosureStopped(
            release, delivery(1), 1, StopClass.RECIPIENT_STORAGE_FAILED, AT.plusSeconds(1)));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                Api.clerk()
                    .get("/api/v1/releases/" + release)
                    .then()
                    .body("status", equalTo("STOPPED"))
                    .body("stop", equalTo("RECIPIENT_STORAGE_FAILED")));
    disclose(new DisclosureResumed(release, delivery(1), 1, AT.plusSeconds(2)));
    disclose(delivered(1));
    awaitTimeline("RECEIVED", "AUTHORIZED", "PREPARED", "STOPPED", "AUTHORIZED", "DELIVERED");
    Api.clerk()
        .get("/api/v1/releases/" + release)
        .then()
        .body("status", equalTo("DELIVERED"))
        .body("stop", nullValue())
        .body("timeline[3].stop", equalTo("RECIPIENT_STORAGE_FAILED"))
        .body("timeline[5].since", equalTo("2026-11-24T12:00:03Z"));

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(statuses()).hasSize(6));
    List<EventEnvelope> statuses = statuses();
    assertThat(statuses)
        .extracting(EventEnvelope::subjectVersion)
        .containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(statuses.get(2).causationId()).isEqualTo(sealed.id());
    assertThat(statuses.get(3).data())
        .isEqualTo(
            new ReleaseStatusChanged(
                release,
                ReleaseStatus.STOPPED,
                Set.of(),
                AT.plusSeconds(1),
                StopClass.RECIPIENT_STORAGE_FAILED,
                ((ReleaseStatusChanged) statuses.getFirst().data()).since(),
                Channel.REST,
                null));
  }

  @Test
  void isNotMovedBackByADecisionThatADisclosureOvertook() {
    disclose(sealed(2));
    awaitTimeline("RECEIVED", "PREPARED");
    decide(1, new ReleaseHeld(release, Set.of(HoldClass.AUTHORIZATION_NOT_FOUND), "v1", AT));
    decide(2, authorized());
    decide(3, new ReleaseDenied(release, Set.of(DenialClass.AUTHORIZATION_REVOKED), "v1", AT));
    awaitTimeline("RECEIVED", "PREPARED", "DENIED");
    disclose(new DisclosureStopped(release, delivery(2), 2, StopClass.RECIPIENT_UNREACHABLE, AT));
    disclose(delivered(2));
    awaitTimeline("RECEIVED", "PREPARED", "DENIED", "DELIVERED");
  }

  @Test
  void leavesAWithdrawalToTheDecision() {
    disclose(sealed(1));
    disclose(new DisclosureWithdrawn(release, delivery(1), 1, AT));
    disclose(new DisclosureStopped(release, delivery(1), 1, StopClass.REVIEW_REQUIRED, AT));
    awaitTimeline("RECEIVED", "PREPARED", "STOPPED");
  }

  @Test
  void setsTheDisclosureOfAnUnknownReleaseAside() {
    ReleaseId unknown = new ReleaseId(UUID.randomUUID());
    RecordMetadata sent =
        Broker.send(
            Topics.DISCLOSURES,
            event(
                Publisher.REDACTION,
                1,
                new DisclosureResumed(
                    unknown, DeliveryId.of(unknown, requester, "portal", 1), 1, AT)));
    awaitQuarantined(sent, InvalidEvent.Reason.NOT_APPLICABLE);
  }

  @Test
  void takesNoDecisionFromTheTopicOfDisclosures() {
    RecordMetadata sent =
        Broker.send(Topics.DISCLOSURES, event(Publisher.AUTHORIZATION, 1, authorized()));
    awaitQuarantined(sent, InvalidEvent.Reason.WRONG_TOPIC);
  }

  private static void awaitQuarantined(RecordMetadata sent, InvalidEvent.Reason reason) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        Broker.events(
                            Topics.deadLetters(Topics.DISCLOSURES, "intake"),
                            EventQuarantined.class,
                            fact ->
                                fact.partition() == sent.partition()
                                    && fact.offset() == sent.offset()
                                    && fact.reason() == reason))
                    .hasSize(1));
  }

  private void awaitTimeline(String... statuses) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                Api.clerk()
                    .get("/api/v1/releases/" + release)
                    .then()
                    .body("timeline.status", contains(statuses)));
  }

  private void decide(int version, ReleaseEvent decision) {
    Broker.send(Topics.RELEASE_DECISIONS, event(Publisher.AUTHORIZATION, version, decision));
  }

  private EventEnvelope disclose(ReleaseEvent fact) {
    disclosed++;
    EventEnvelope event = event(Publisher.REDACTION, disclosed, fact);
    Broker.send(Topics.DISCLOSURES, event);
    return event;
  }

  private static EventEnvelope event(Publisher publisher, int version, ReleaseEvent fact) {
    return new EventEnvelope(
        Submitted.fresh(),
        publisher.source(),
        AT,
        "general-hospital",
        "main-campus",
        null,
        version,
        fact);
  }

  private DeliveryId delivery(int decisionVersion) {
    return DeliveryId.of(release, requester, "portal", decisionVersion);
  }

  private ReleaseAuthorized authorized() {
    return new ReleaseAuthorized(
        release,
        patient,
        requester,
        "portal",
        LegalRoute.ROA_SELF,
        new Scope(Set.of(RecordType.ENTIRE_RECORD), null, null),
        null,
        "v1",
        AT,
        "eyJhbGciOiJFQ0RILUVTIn0..bWFkZQ.dXA.dGVzdA");
  }

  private PackageSealed sealed(int decisionVersion) {
    return new PackageSealed(
        release,
        delivery(decisionVersion),
        decisionVersion,
        requester,
        "portal",
        HASH,
        4_096,
        HASH,
        7,
        "0123456789ABCDEF",
        "cut-1",
        AT);
  }

  private DisclosureDelivered delivered(int decisionVersion) {
    return new DisclosureDelivered(
        release,
        delivery(decisionVersion),
        decisionVersion,
        patient,
        requester,
        "portal",
        LegalRoute.ROA_SELF,
        HASH,
        4_096,
        HASH,
        AT.plusSeconds(3));
  }

  private List<EventEnvelope> statuses() {
    return Broker.events(
        Topics.RELEASE_STATUS, ReleaseStatusChanged.class, fact -> fact.release().equals(release));
  }
}
