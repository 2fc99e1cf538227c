package org.openroi.authorization.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openroi.authorization.DecideRelease;
import org.openroi.authorization.KeepRequester;
import org.openroi.authorization.policy.CaseFixture;
import org.openroi.authorization.policy.ReleaseRequest;
import org.openroi.event.EventId;
import org.openroi.event.PatientRef;
import org.openroi.event.ReleaseId;
import org.openroi.event.RequesterId;
import org.openroi.local.testing.TestTokens;

@QuarkusTest
@DisplayName("A relationship")
class RelationshipResourceTest {
  private static final String PATH = "/api/v1/relationships";

  @Inject DecideRelease decideRelease;
  @Inject KeepRequester keepRequester;

  private final PatientRef patient = new PatientRef(UUID.randomUUID());
  private final RequesterId requester = new RequesterId(UUID.randomUUID());

  private static RequestSpecification as(String role, String... facilities) {
    return given()
        .auth()
        .oauth2(TestTokens.token(role, Map.of("facilities", List.of(facilities))))
        .contentType(ContentType.JSON);
  }

  private static ValidatableResponse problem(Response response, int status) {
    return response
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status));
  }

  private String treatment() {
    return """
    {"facility":"main-campus","patient":"%s","requester":"%s","kind":"TREATMENT",
     "restrictionsChecked":true,"validUntil":"2999-12-31"}
    """
        .formatted(patient.reveal(), requester);
  }

  private String coverage() {
    return """
    {"facility":"main-campus","patient":"%s","requester":"%s","kind":"COVERAGE",
     "from":"2026-03-01","to":"2026-03-04","restrictionsChecked":true}
    """
        .formatted(patient.reveal(), requester);
  }

  private ReleaseId asked(CaseFixture c) {
    c.requester = requester;
    keepRequester.keep(c.entry(), EventId.of(UUID.randomUUID()), Instant.now());
    ReleaseId release = new ReleaseId(UUID.randomUUID());
    decideRelease.decide(
        new ReleaseRequest(
            release,
            c.facility,
            requester,
            c.endpoint,
            c.purpose,
            c.scope,
            null,
            patient,
            Instant.now()),
        EventId.of(UUID.randomUUID()),
        Instant.now());
    return release;
  }

  @ParameterizedTest
  @CsvSource({"records-clerk", "privacy-officer"})
  void isRecordedAndShown(String role) {
    Response created = as(role, "main-campus").body(coverage()).post(PATH);
    String id = created.then().statusCode(201).extract().path("relationship");
    assertThat(created.header("Location")).endsWith(PATH + "/" + id);
    String recordedAt = created.path("recordedAt");
    as(role, "main-campus")
        .get(PATH + "/" + id)
        .then()
        .statusCode(200)
        .body("relationship", equalTo(id))
        .body("facility", equalTo("main-campus"))
        .body("patient", equalTo(patient.reveal()))
        .body("requester", equalTo(requester.toString()))
        .body("kind", equalTo("COVERAGE"))
        .body("from", equalTo("2026-03-01"))
        .body("to", equalTo("2026-03-04"))
        .body("restrictionsChecked", equalTo(true))
        .body("validUntil", nullValue())
        .body("recordedAt", equalTo(recordedAt));
    problem(as(role, "north-clinic").get(PATH + "/" + id), 404);
  }

  @Test
  @DisplayName("164.506(c)(1), (2): releases what a treating provider waits for")
  void ofTreatmentReleases() {
    ReleaseId release = asked(CaseFixture.provider());
    String id =
        as("records-clerk", "main-campus")
            .body(treatment())
            .post(PATH)
            .then()
            .statusCode(201)
            .extract()
            .path("relationship");
    as("auditor", "main-campus")
        .get("/api/v1/releases/" + release + "/decisions")
        .then()
        .statusCode(200)
        .body("outcome", equalTo(List.of("HELD", "AUTHORIZED")))
        .body("[0].reasons.code", equalTo(List.of("OTHER_ROUTE_TO_REVIEW")))
        .body("[1].route", equalTo("TPO_TREAT"))
        .body("[1].relationship", equalTo(id))
        .body("[1].authorization", nullValue())
        .body("[1].scope.recordTypes", equalTo(List.of("ENTIRE_RECORD")))
        .body("[1].terms.categories", equalTo(List.of()))
        .body("[1].terms.protocol", nullValue());
  }

  @Test
  @DisplayName("164.506(c)(3), 164.514(d): releases the minimum that an insurer waits for")
  void ofCoverageReleasesTheMinimum() {
    ReleaseId release = asked(CaseFixture.insurer());
    as("records-clerk", "main-campus").body(coverage()).post(PATH).then().statusCode(201);
    as("auditor", "main-campus")
        .get("/api/v1/releases/" + release + "/decisions")
        .then()
        .statusCode(200)
        .body("[1].route", equalTo("TPO_PAY"))
        .body("[1].terms.protocol", equalTo("claim-payment-1"))
        .body("[1].obligations.code", equalTo(List.of("MINIMUM_NECESSARY")))
        .body("[1].scope.recordTypes.size()", equalTo(11))
        .body("[1].scope.from", equalTo("2026-03-02"))
        .body("[1].scope.to", equalTo("2026-03-04"));
  }

  @Test
  void isRecordedForOnesOwnFacilityOnly() {
    problem(as("records-clerk", "north-clinic").body(treatment()).post(PATH), 403)
        .body("violations[0].field", equalTo("facility"));
  }

  @ParameterizedTest
  @CsvSource({"requester", "integration-engine", "auditor", "disclosure-service", "nobody"})
  void isNoBusinessOfAnotherRole(String role) {
    problem(as(role, "main-campus").body(treatment()).post(PATH), 403);
    problem(as(role, "main-campus").get(PATH + "/" + UUID.randomUUID()), 403);
  }

  @Test
  void needsAToken() {
    problem(given().contentType(ContentType.JSON).body(treatment()).post(PATH), 401);
    problem(given().get(PATH + "/" + UUID.randomUUID()), 401);
  }

  @Test
  void thatIsNotKnownIsNotThere() {
    problem(as("records-clerk", "main-campus").get(PATH + "/" + UUID.randomUUID()), 404);
    problem(as("records-clerk", "main-campus").get(PATH + "/x"), 404);
  }

  @Test
  void namesWhatIsMissing() {
    problem(as("records-clerk", "main-campus").body("{}").post(PATH), 400)
        .body("violations.field", containsInAnyOrder("facility", "patient", "requester", "kind"));
    problem(
            as("records-clerk", "main-campus")
                .body(coverage().replace("\"from\":\"2026-03-01\",", ""))
                .post(PATH),
            400)
        .body("violations[0].field", equalTo("kind"))
        .body("violations[0].message", notNullValue());
    problem(
            as("records-clerk", "main-campus")
                .body(coverage().replace("\"to\":\"2026-03-04\"", "\"to\":\"2026-02-04\""))
                .post(PATH),
            400)
        .body("violations[0].field", equalTo("to"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"patient\":\"CANARY\"}             | patient",
        "{\"kind\":\"CANARY\"}                | kind",
        "{\"requester\":\"CANARY\"}           | requester",
        "{\"restrictionsChecked\":\"CANARY\"} | restrictionsChecked",
        "{\"validUntil\":\"CANARY\"}          | validUntil",
        "{\"CANARY\":1}                       | body"
      })
  @DisplayName("is refused by the name of the field, and nothing is quoted")
  void quotesNothing(String body, String field) {
    Response response = as("records-clerk", "main-campus").body(body.strip()).post(PATH);
    problem(response, 400).body("violations[0].field", equalTo(field));
    assertThat(response.asString()).doesNotContain("CANARY");
  }
}
