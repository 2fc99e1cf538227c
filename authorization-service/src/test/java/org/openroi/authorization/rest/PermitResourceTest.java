package org.openroi.authorization.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.openroi.authorization.RunningAuthorization.PERMIT_VALIDITY;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openroi.authorization.DecideRelease;
import org.openroi.authorization.KeepRequester;
import org.openroi.authorization.RecordAuthorization;
import org.openroi.authorization.policy.Authorization;
import org.openroi.authorization.policy.AuthorizationFixture;
import org.openroi.authorization.policy.CaseFixture;
import org.openroi.authorization.policy.Recipient;
import org.openroi.authorization.policy.ReleaseRequest;
import org.openroi.event.DeliveryId;
import org.openroi.event.EventId;
import org.openroi.event.PatientRef;
import org.openroi.event.ReleaseId;
import org.openroi.event.RequesterId;
import org.openroi.event.VerificationLevel;
import org.openroi.local.testing.TestTokens;

@QuarkusTest
@DisplayName("A permit to send")
class PermitResourceTest {
  private static final String LATEST = "{\"decisionVersion\":1}";

  @Inject DecideRelease decideRelease;
  @Inject KeepRequester keepRequester;
  @Inject RecordAuthorization recordAuthorization;

  private final PatientRef patient = new PatientRef(UUID.randomUUID());
  private final RequesterId requester = new RequesterId(UUID.randomUUID());
  private Authorization authorization;
  private ReleaseId release;
  private DeliveryId delivery;

  @BeforeEach
  void aReleaseIsAuthorized() {
    keepAttorney(VerificationLevel.DOCUMENT_CHECKED);
    AuthorizationFixture form = AuthorizationFixture.valid().fresh();
    form.patient = patient;
    form.recipients = List.of(new Recipient(requester, null, null, null, null));
    authorization = form.build();
    recordAuthorization.record(authorization, EventId.of(UUID.randomUUID()), Instant.now());
    release = released();
    delivery = DeliveryId.of(release, requester, "portal", 1);
  }

  private void keepAttorney(VerificationLevel verification) {
    CaseFixture c = CaseFixture.attorney();
    c.requester = requester;
    c.verification = verification;
    keepRequester.keep(c.entry(), EventId.of(UUID.randomUUID()), Instant.now());
  }

  private ReleaseId released() {
    CaseFixture c = CaseFixture.attorney();
    ReleaseId id = new ReleaseId(UUID.randomUUID());
    decideRelease.decide(
        new ReleaseRequest(
            id,
            c.facility,
            requester,
            c.endpoint,
            c.purpose,
            c.scope,
            authorization.id(),
            patient,
            Instant.now()),
        EventId.of(UUID.randomUUID()),
        Instant.now());
    return id;
  }

  /** The sending service has no facilities. */
  private static RequestSpecification redaction() {
    return given()
        .auth()
        .oauth2(TestTokens.token("disclosure-service"))
        .contentType(ContentType.JSON);
  }

  private static RequestSpecification as(String role) {
    return given()
        .auth()
        .oauth2(TestTokens.token(role, Map.of("facilities", List.of("main-campus"))))
        .contentType(ContentType.JSON);
  }

  private static String path(Object release, Object delivery) {
    return "/api/v1/releases/" + release + "/permits/" + delivery;
  }

  private Response ask() {
    return redaction().body(LATEST).put(path(release, delivery));
  }

  private void close() {
    redaction().delete(path(release, delivery)).then().statusCode(204);
  }

  private Response revoke() {
    return as("privacy-officer")
        .body("{\"receivedAt\":\"2026-01-01T10:00:00Z\"}")
        .post("/api/v1/authorizations/" + authorization.id() + "/revocation");
  }

  private static ValidatableResponse problem(Response response, int status) {
    return response
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status))
        .body("title", notNullValue());
  }

  private static void superseded(Response response) {
    problem(response, 409)
        .body("type", equalTo("urn:openroi:problem:permit-refused"))
        .body("reason", equalTo("SUPERSEDED"));
  }

  private void granted() {
    ask()
        .then()
        .statusCode(200)
        .contentType(ContentType.JSON)
        .body("validForMillis", equalTo((int) PERMIT_VALIDITY.toMillis()));
  }

  @Test
  void isGrantedRenewedClosedAndGrantedAgain() {
    granted();
    granted();
    close();
    close();
    granted();
    close();
  }

  @Test
  void isGrantedToBothOfTwoWhoAskAtOnce() throws Exception {
    CyclicBarrier start = new CyclicBarrier(8);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(
            threads.submit(
                () -> {
                  start.await();
                  return ask().statusCode();
                }));
      }
      for (Future<Integer> answer : answers) {
        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(200);
      }
    }
    close();
  }

  @Test
  void isRefusedUnderAnotherDecisionThanTheLatest() {
    superseded(redaction().body("{\"decisionVersion\":2}").put(path(release, delivery)));
    keepAttorney(VerificationLevel.NOT_VERIFIED);
    superseded(ask());
    as("records-clerk")
        .get("/api/v1/releases/" + release + "/decisions")
        .then()
        .body("outcome", equalTo(List.of("AUTHORIZED", "HELD")));
    superseded(redaction().body("{\"decisionVersion\":2}").put(path(release, delivery)));
  }

  @Test
  void isNotThereForAReleaseThatNobodyRequested() {
    problem(redaction().body(LATEST).put(path(UUID.randomUUID(), delivery)), 404);
    problem(redaction().body(LATEST).put(path("x", delivery)), 404);
    problem(redaction().body(LATEST).put(path(release, "x")), 404);
    redaction().delete(path(UUID.randomUUID(), delivery)).then().statusCode(204);
    redaction().delete(path("x", "x")).then().statusCode(204);
  }

  @ParameterizedTest
  @CsvSource({"records-clerk", "privacy-officer", "auditor", "requester", "integration-engine"})
  void isNoBusinessOfAnotherRole(String role) {
    problem(as(role).body(LATEST).put(path(release, delivery)), 403);
    problem(as(role).delete(path(release, delivery)), 403);
  }

  @Test
  void opensNothingElse() {
    problem(redaction().get("/api/v1/releases/" + release + "/decisions"), 403);
    problem(redaction().get("/api/v1/authorizations/" + authorization.id()), 403);
  }

  @Test
  void needsAToken() {
    problem(given().contentType(ContentType.JSON).body(LATEST).put(path(release, delivery)), 401);
    problem(given().delete(path(release, delivery)), 401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                            | decisionVersion",
        "{\"decisionVersion\":0}       | decisionVersion",
        "{\"decisionVersion\":-1}      | decisionVersion",
        "{\"decisionVersion\":1.5}     | decisionVersion",
        "{\"decisionVersion\":\"1\"}   | decisionVersion",
        "{\"decisionVersion\":9999999999} | decisionVersion",
        "null                          | body",
        "[]                            | body"
      })
  void isAskedForWithAVersion(String body, String field) {
    problem(redaction().body(body.strip()).put(path(release, delivery)), 400)
        .body("violations[0].field", equalTo(field));
  }

  @Nested
  @DisplayName("and a revocation (45 CFR 164.508(b)(5))")
  class AndARevocation {

    @Test
    void isEffectiveAtOnceWhenNoneIsOpen() {
      granted();
      close();
      String effectiveAt =
          revoke()
              .then()
              .statusCode(200)
              .body("revocation.receivedAt", equalTo("2026-01-01T10:00:00Z"))
              .body("revocation.effectiveAt", notNullValue())
              .extract()
              .path("revocation.effectiveAt");
      superseded(ask());
      revoke().then().statusCode(200).body("revocation.effectiveAt", equalTo(effectiveAt));
      as("records-clerk")
          .get("/api/v1/authorizations/" + authorization.id())
          .then()
          .body("revocation.effectiveAt", equalTo(effectiveAt));
    }

    @Test
    void waitsForTheTimeOfAnOpenOneToPass() {
      granted();
      Instant before = Instant.now();
      revoke()
          .then()
          .statusCode(202)
          .header("Retry-After", equalTo("1"))
          .body("revocation.receivedAt", equalTo("2026-01-01T10:00:00Z"))
          .body("revocation.effectiveAt", nullValue());
      superseded(ask());
      await()
          .atMost(PERMIT_VALIDITY.plus(Duration.ofSeconds(10)))
          .untilAsserted(
              () ->
                  as("records-clerk")
                      .get("/api/v1/authorizations/" + authorization.id())
                      .then()
                      .body("revocation.effectiveAt", notNullValue()));
      String effectiveAt = revoke().then().statusCode(200).extract().path("revocation.effectiveAt");
      assertThat(Instant.parse(effectiveAt))
          .isAfter(before.plus(PERMIT_VALIDITY).minus(Duration.ofSeconds(1)));
    }

    @Test
    void isEffectiveWhenTheLastOneIsClosed() {
      granted();
      revoke().then().statusCode(202);
      close();
      revoke().then().statusCode(200).body("revocation.effectiveAt", notNullValue());
    }

    @Test
    void withdrawsWhatWasAuthorizedThoughOneIsOpen() {
      granted();
      revoke().then().statusCode(202);
      as("records-clerk")
          .get("/api/v1/releases/" + release + "/decisions")
          .then()
          .body("outcome", equalTo(List.of("AUTHORIZED", "DENIED")));
      close();
    }
  }
}
