package org.openroi.intake.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openroi.event.Channel;
import org.openroi.event.EncodedEvent;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.EventQuarantined;
import org.openroi.event.InvalidEvent;
import org.openroi.event.Publisher;
import org.openroi.event.ReleaseRequested;
import org.openroi.event.ReleaseStatus;
import org.openroi.event.ReleaseStatusChanged;
import org.openroi.event.ReleaseSubmitted;
import org.openroi.event.RequesterId;
import org.openroi.event.SubmissionAccepted;
import org.openroi.event.SubmissionRefusal;
import org.openroi.event.SubmissionRefused;
import org.openroi.event.Topics;
import org.openroi.intake.Api;
import org.openroi.intake.Broker;
import org.openroi.intake.RunningIntake;
import org.openroi.intake.Submitted;

@QuarkusTest
class SubmissionsListenerTest {
  private static final String TOPIC = Topics.submissions("engine-a");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject MeterRegistry metrics;

  @BeforeEach
  void admitTheEngine() {
    Submitted.admit("engine-a");
  }

  @Test
  void makesARequestOfASubmissionAndSaysSo() {
    RequesterId requester = Api.newRequester();
    String identifier = Api.newIdentifier();
    String patient = Api.newPatient(identifier);
    ReleaseSubmitted submitted = Submitted.release(requester, identifier);
    EventEnvelope event = Submitted.by("engine-a", submitted);
    Broker.send(TOPIC, event);

    SubmissionAccepted accepted = accepted(submitted);
    EventEnvelope requested =
        Broker.events(
                Topics.RELEASE_REQUESTS,
                ReleaseRequested.class,
                fact -> fact.release().equals(accepted.release()))
            .getFirst();
    assertThat(requested.causationId()).isEqualTo(event.id());
    assertThat(requested.source()).isEqualTo(Publisher.INTAKE.source());
    assertThat(requested.subjectVersion()).isEqualTo(1);
    ReleaseRequested fact = (ReleaseRequested) requested.data();
    assertThat(fact.channel()).isEqualTo(Channel.KAFKA);
    assertThat(fact.patient()).isNotNull();
    assertThat(fact.patient().reveal()).isEqualTo(patient);
    EventEnvelope status =
        Broker.events(
                Topics.RELEASE_STATUS,
                ReleaseStatusChanged.class,
                changed -> changed.release().equals(accepted.release()))
            .getFirst();
    assertThat(((ReleaseStatusChanged) status.data()).status()).isEqualTo(ReleaseStatus.RECEIVED);
    assertThat(status.causationId()).isEqualTo(requested.id());

    Api.engine("engine-a").get("/api/v1/releases/" + accepted.release()).then().statusCode(200);
    Api.engine("engine-b").get("/api/v1/releases/" + accepted.release()).then().statusCode(404);
  }

  @Test
  void takesAReplayForWhatItIs() {
    ReleaseSubmitted submitted = Submitted.release(Api.newRequester(), Api.newIdentifier());
    EventEnvelope event = Submitted.by("engine-a", submitted);
    Broker.send(TOPIC, event);
    Broker.send(TOPIC, event);
    Broker.send(
        TOPIC,
        "other-key",
        Map.of("content-type", EventCodec.STRUCTURED_CONTENT_TYPE),
        EventCodec.encodeStructured(event));
    flush();
    SubmissionAccepted accepted = accepted(submitted);
    assertThat(
            Broker.events(
                Topics.SUBMISSION_OUTCOMES,
                SubmissionAccepted.class,
                fact -> fact.clientReference().equals(submitted.clientReference())))
        .hasSize(1);
    assertThat(
            Broker.events(
                Topics.RELEASE_REQUESTS,
                ReleaseRequested.class,
                fact -> fact.release().equals(accepted.release())))
        .hasSize(1);
  }

  @Test
  void setsPoisonAsideOnceAndMovesOn() {
    Map<String, String> good = EventCodec.encode(valid()).headers();
    byte[] data = EventCodec.encode(valid()).value();
    Map<String, String> unknown = new HashMap<>(good);
    unknown.put("ce_type", "org.openroi.release.imagined.v1");
    Map<String, String> bare = Map.of("content-type", "application/json");
    byte[] oversized = ("{\"x\":\"" + "y".repeat(EventCodec.MAX_BYTES) + "\"}").getBytes();

    setAside(good, "{\"a\":1,\"a\":2}".getBytes(), InvalidEvent.Reason.NOT_JSON);
    setAside(bare, data, InvalidEvent.Reason.NOT_AN_ENVELOPE);
    setAside(unknown, data, InvalidEvent.Reason.UNKNOWN_TYPE);
    setAside(good, "{\"clientReference\":7}".getBytes(), InvalidEvent.Reason.INVALID_DATA);
    setAside(good, oversized, InvalidEvent.Reason.TOO_LARGE);

    ReleaseSubmitted next = Submitted.release(Api.newRequester(), Api.newIdentifier());
    Broker.send(TOPIC, Submitted.by("engine-a", next));
    accepted(next);
  }

  @Test
  void setsAForgedSourceAndAWrongTopicAside() {
    EncodedEvent forged = EventCodec.encode(Submitted.by("engine-b", valid().data()));
    setAside(forged.headers(), forged.value(), InvalidEvent.Reason.WRONG_TOPIC);
    EventEnvelope service =
        new EventEnvelope(
            Submitted.fresh(),
            Publisher.INTAKE.source(),
            java.time.Instant.parse("2026-11-24T10:15:30Z"),
            "general-hospital",
            "main-campus",
            null,
            1,
            new SubmissionAccepted(new org.openroi.event.ReleaseId(UUID.randomUUID()), "imagined"));
    EncodedEvent wrong = EventCodec.encode(service);
    setAside(wrong.headers(), wrong.value(), InvalidEvent.Reason.WRONG_TOPIC);
  }

  @Test
  void setsTheSameIdWithAnotherBodyAside() {
    RequesterId requester = Api.newRequester();
    EventId id = Submitted.fresh();
    ReleaseSubmitted first = Submitted.release(requester, Api.newIdentifier());
    Broker.send(TOPIC, Submitted.by("engine-a", id, "main-campus", first));
    accepted(first);
    ReleaseSubmitted second = Submitted.release(requester, Api.newIdentifier());
    EncodedEvent other = EventCodec.encode(Submitted.by("engine-a", id, "main-campus", second));
    setAside(other.headers(), other.value(), InvalidEvent.Reason.SAME_ID_OTHER_BODY);
  }

  @Test
  void refusesWhatTheEngineMayNotSubmit() {
    RequesterId requester = Api.newRequester();
    ReleaseSubmitted elsewhere = Submitted.release(requester, Api.newIdentifier());
    refused(
        Submitted.by("engine-a", Submitted.fresh(), "north-clinic", elsewhere),
        SubmissionRefusal.REQUESTER_NOT_ALLOWED,
        "unassigned");
    ReleaseSubmitted stranger =
        Submitted.release(new RequesterId(UUID.randomUUID()), Api.newIdentifier());
    refused(
        Submitted.by("engine-a", stranger), SubmissionRefusal.REQUESTER_NOT_ALLOWED, "main-campus");
    refused(
        Submitted.by("engine-a", Submitted.encrypted(requester, "a.b.c.d.e")),
        SubmissionRefusal.IDENTIFIER_NOT_READABLE,
        "main-campus");
  }

  @Test
  void takesAnEncryptedIdentifier() {
    RequesterId requester = Api.newRequester();
    String identifier = Api.newIdentifier();
    String patient = Api.newPatient(identifier);
    ReleaseSubmitted submitted =
        Submitted.encrypted(
            requester,
            RunningIntake.encrypt(
                "{\"system\":\"" + Api.SYSTEM + "\",\"value\":\"" + identifier + "\"}"));
    Broker.send(TOPIC, Submitted.by("engine-a", submitted));
    SubmissionAccepted accepted = accepted(submitted);
    assertThat(
            Broker.events(
                Topics.RELEASE_REQUESTS,
                ReleaseRequested.class,
                fact ->
                    fact.release().equals(accepted.release())
                        && fact.patient() != null
                        && fact.patient().reveal().equals(patient)))
        .hasSize(1);
  }

  @Test
  void noticesANewClientAndTakesItsWholeTopicInBatches() {
    String client = "engine-" + UUID.randomUUID().toString().substring(0, 8);
    String topic = Topics.submissions(client);
    Broker.create(topic, 4);
    Broker.create(Topics.deadLetters(topic, "intake"), 1);
    Submitted.admit(client);
    RequesterId requester = Api.newRequester();
    List<ReleaseSubmitted> all =
        IntStream.range(0, 400)
            .mapToObj(i -> Submitted.release(requester, Api.newIdentifier()))
            .toList();
    double batches = count("batches");
    double records = count("records");
    for (ReleaseSubmitted submitted : all) {
      EncodedEvent encoded = EventCodec.encode(Submitted.by(client, submitted));
      Broker.sendAsync(topic, encoded.key(), encoded.headers(), encoded.value());
    }
    Set<String> references =
        all.stream().map(ReleaseSubmitted::clientReference).collect(Collectors.toSet());
    eventually(
        () ->
            assertThat(
                    Broker.events(
                            Topics.SUBMISSION_OUTCOMES,
                            SubmissionAccepted.class,
                            fact -> references.contains(fact.clientReference()))
                        .size())
                .isEqualTo(400));
    assertThat((count("records") - records) / (count("batches") - batches)).isGreaterThan(20);
  }

  private double count(String what) {
    return metrics.get("openroi.inbound." + what).functionCounter().count();
  }

  private static EventEnvelope valid() {
    return Submitted.by(
        "engine-a", Submitted.release(new RequesterId(UUID.randomUUID()), Api.newIdentifier()));
  }

  /** One notice, on the client's dead-letter topic, that holds coordinates, hash and reason. */
  private static void setAside(
      Map<String, String> headers, byte[] value, InvalidEvent.Reason reason) {
    RecordMetadata sent = Broker.send(TOPIC, "poison", headers, value);
    eventually(
        () -> {
          List<EventEnvelope> notices =
              Broker.events(
                  Topics.deadLetters(TOPIC, "intake"),
                  EventQuarantined.class,
                  fact -> fact.partition() == sent.partition() && fact.offset() == sent.offset());
          assertThat(notices).hasSize(1);
          assertThat(notices.getFirst().data())
              .isEqualTo(
                  new EventQuarantined(
                      TOPIC,
                      sent.partition(),
                      sent.offset(),
                      "intake",
                      EventCodec.sha256(value),
                      reason));
        });
  }

  private static void refused(EventEnvelope event, SubmissionRefusal reason, String facility) {
    RecordMetadata sent = Broker.send(TOPIC, event);
    String coordinates = TOPIC + "/" + sent.partition() + "/" + sent.offset();
    eventually(
        () -> {
          List<EventEnvelope> refusals =
              Broker.events(
                  Topics.SUBMISSION_OUTCOMES,
                  SubmissionRefused.class,
                  fact -> fact.coordinates().equals(coordinates));
          assertThat(refusals).hasSize(1);
          assertThat(refusals.getFirst().data())
              .isEqualTo(new SubmissionRefused(coordinates, reason));
          assertThat(refusals.getFirst().causationId()).isEqualTo(event.id());
          assertThat(refusals.getFirst().facility()).isEqualTo(facility);
        });
  }

  private static SubmissionAccepted accepted(ReleaseSubmitted submitted) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                Broker.events(
                    Topics.SUBMISSION_OUTCOMES,
                    SubmissionAccepted.class,
                    fact -> fact.clientReference().equals(submitted.clientReference())),
            found -> !found.isEmpty())
        .stream()
        .map(event -> (SubmissionAccepted) event.data())
        .findFirst()
        .orElseThrow();
  }

  /** Everything that was sent before has been dealt with, on every partition. */
  private static void flush() {
    RequesterId requester = Api.newRequester();
    for (int partition = 0; partition < 8; partition++) {
      ReleaseSubmitted last = Submitted.release(requester, Api.newIdentifier());
      Broker.send(TOPIC, Submitted.by("engine-a", last));
      accepted(last);
    }
  }

  private static void eventually(org.awaitility.core.ThrowingRunnable assertion) {
    await().atMost(PATIENCE).untilAsserted(assertion);
  }
}
