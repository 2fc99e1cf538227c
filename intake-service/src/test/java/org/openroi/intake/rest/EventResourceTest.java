package org.openroi.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openroi.event.EncodedEvent;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.ReleaseSubmitted;
import org.openroi.event.RequesterId;
import org.openroi.event.SubmissionAccepted;
import org.openroi.event.SubmissionRefusal;
import org.openroi.event.SubmissionRefused;
import org.openroi.event.Topics;
import org.openroi.intake.Api;
import org.openroi.intake.Broker;
import org.openroi.intake.Submitted;

@QuarkusTest
class EventResourceTest {
  private static final String PATH = "/api/v1/events";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @BeforeEach
  void admitTheEngine() {
    Submitted.admit("engine-b");
  }

  @Test
  void takesTheSameEventInEitherModeAndOverKafkaAsOne() {
    ReleaseSubmitted submitted = Submitted.release(Api.newRequester(), Api.newIdentifier());
    EventEnvelope event = Submitted.by("engine-b", submitted);
    Response structured = structured(event);
    structured
        .then()
        .statusCode(202)
        .header("Location", endsWith("/api/v1/releases/" + structured.path("release")));
    Response binary = binary(event, Map.of());
    binary.then().statusCode(202).body("release", equalTo(structured.path("release")));
    Api.engine("engine-b")
        .get("/api/v1/releases/" + structured.path("release"))
        .then()
        .statusCode(200);

    Broker.send(Topics.submissions("engine-b"), event);
    ReleaseSubmitted last = Submitted.release(Api.newRequester(), Api.newIdentifier());
    Broker.send(
        Topics.submissions("engine-b"),
        Submitted.by("engine-b", Submitted.fresh(), "main-campus", last));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(outcomes(last)).isEqualTo(1));
    assertThat(outcomes(submitted)).isEqualTo(1);
  }

  @Test
  void refusesTheSameIdWithAnotherBodyAndSaysSoOnce() {
    RequesterId requester = Api.newRequester();
    EventId id = Submitted.fresh();
    structured(
            Submitted.by(
                "engine-b", id, "main-campus", Submitted.release(requester, Api.newIdentifier())))
        .then()
        .statusCode(202);
    EventEnvelope other =
        Submitted.by(
            "engine-b", id, "main-campus", Submitted.release(requester, Api.newIdentifier()));
    for (int i = 0; i < 2; i++) {
      structured(other)
          .then()
          .statusCode(409)
          .contentType("application/problem+json")
          .body("reason", equalTo("SAME_ID_OTHER_BODY"));
    }
    String coordinates = "http/" + EventCodec.sha256(EventCodec.encodeStructured(other));
    SubmissionRefused refusal =
        new SubmissionRefused(coordinates, SubmissionRefusal.SAME_ID_OTHER_BODY);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        Broker.events(
                            Topics.SUBMISSION_OUTCOMES, SubmissionRefused.class, refusal::equals))
                    .hasSize(1));
  }

  @Test
  void refusesForReasonsOfAClosedSetAndRemembersThem() {
    EventEnvelope stranger =
        Submitted.by(
            "engine-b",
            Submitted.release(new RequesterId(java.util.UUID.randomUUID()), Api.newIdentifier()));
    for (int i = 0; i < 2; i++) {
      structured(stranger).then().statusCode(422).body("reason", equalTo("REQUESTER_NOT_ALLOWED"));
    }
  }

  @Test
  void refusesAnEventOfAnotherClient() {
    EventEnvelope event =
        Submitted.by("engine-b", Submitted.release(Api.newRequester(), Api.newIdentifier()));
    post(
            Api.engine("engine-a"),
            EventCodec.STRUCTURED_CONTENT_TYPE,
            EventCodec.encodeStructured(event))
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("reason", equalTo("WRONG_TOPIC"));
    post(
            Api.as("integration-engine", Map.of()),
            EventCodec.STRUCTURED_CONTENT_TYPE,
            EventCodec.encodeStructured(event))
        .then()
        .statusCode(403);
  }

  @Test
  void refusesWhatIsNoEvent() {
    EventEnvelope event =
        Submitted.by("engine-b", Submitted.release(Api.newRequester(), Api.newIdentifier()));
    structured("{\"specversion\":\"1.0\"")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("reason", equalTo("NOT_JSON"));
    structured("").then().statusCode(400).body("reason", equalTo("NOT_JSON"));
    structured("{\"specversion\":\"1.0\",\"data\":{}}")
        .then()
        .statusCode(400)
        .body("reason", equalTo("NOT_AN_ENVELOPE"))
        .body("violations[0].field", equalTo("type"));
    structured(
            new String(EventCodec.encodeStructured(event), java.nio.charset.StandardCharsets.UTF_8)
                .replace("\"purpose\":\"HLEGAL\"", "\"purpose\":\"CANARY\""))
        .then()
        .statusCode(400)
        .body("reason", equalTo("INVALID_DATA"))
        .body("violations[0].field", equalTo("purpose"));
    binary(event, Map.of("ce-type", "org.openroi.release.imagined.v1"))
        .then()
        .statusCode(400)
        .body("reason", equalTo("UNKNOWN_TYPE"));
    structured(" ".repeat(EventCodec.MAX_BYTES + 1))
        .then()
        .statusCode(413)
        .contentType("application/problem+json");
    post(Api.engine("engine-b"), "text/plain", new byte[] {1}).then().statusCode(415);
  }

  private static Response structured(EventEnvelope event) {
    return structured(
        new String(EventCodec.encodeStructured(event), java.nio.charset.StandardCharsets.UTF_8));
  }

  private static Response structured(String body) {
    return post(
        Api.engine("engine-b"),
        EventCodec.STRUCTURED_CONTENT_TYPE,
        body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static Response binary(EventEnvelope event, Map<String, String> other) {
    EncodedEvent encoded = EventCodec.encode(event);
    RequestSpecification request = Api.engine("engine-b");
    encoded
        .headers()
        .forEach(
            (name, value) -> {
              String header = name.replace("ce_", "ce-");
              if (header.startsWith("ce-")) {
                request.header(header, other.getOrDefault(header, value));
              }
            });
    return post(request, EventCodec.DATA_CONTENT_TYPE, encoded.value());
  }

  private static Response post(RequestSpecification request, String contentType, byte[] body) {
    return request
        .config(
            io.restassured.RestAssured.config()
                .encoderConfig(
                    io.restassured.config.EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs(
                            EventCodec.STRUCTURED_CONTENT_TYPE,
                            io.restassured.http.ContentType.BINARY)
                        .encodeContentTypeAs(
                            EventCodec.DATA_CONTENT_TYPE, io.restassured.http.ContentType.BINARY)))
        .contentType(contentType)
        .body(body)
        .post(PATH);
  }

  private static int outcomes(ReleaseSubmitted submitted) {
    return Broker.events(
            Topics.SUBMISSION_OUTCOMES,
            SubmissionAccepted.class,
            fact -> fact.clientReference().equals(submitted.clientReference()))
        .size();
  }
}
