package org.openroi.authorization.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openroi.authorization.DecideRelease;
import org.openroi.authorization.KeepRequester;
import org.openroi.authorization.policy.AuthorizationPolicy;
import org.openroi.authorization.policy.CaseFixture;
import org.openroi.authorization.policy.ReleaseRequest;
import org.openroi.event.EventId;
import org.openroi.event.PatientRef;
import org.openroi.event.ReleaseId;
import org.openroi.event.RequesterId;
import org.openroi.local.testing.TestTokens;

@QuarkusTest
@DisplayName("The REST interface")
class AuthorizationResourceTest {
  private static final String PATH = "/api/v1/authorizations";
  private static final String PROBLEM = "application/problem+json";

  @TestHTTPResource URI root;
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

  private static RequestSpecification clerk() {
    return as("records-clerk", "main-campus");
  }

  private String form() {
    return form("");
  }

  /** A valid form; {@code more} is put before its end. */
  private String form(String more) {
    return """
    {"facility":"main-campus","patient":"%s","receivedAt":"2026-10-02T15:00:00Z",
     "informationDescription":"Records of the knee surgery",
     "disclosers":[{"name":"General Hospital"},{"class":"HOSPITAL"}],
     "recipients":[{"requester":"%s","name":"Example & Partners","endpoint":"portal"}],
     "scope":{"recordTypes":["LABORATORY_REPORT","OPERATIVE_NOTE"],"from":"2026-01-01"},
     "sensitiveOptIn":["HIV"],"purposes":["HLEGAL"],
     "expiry":{"date":"2027-03-31"},
     "signature":{"signer":"INDIVIDUAL","signedOn":"2026-10-01","method":"INK"},
     "statements":{"revoke":true,"condition":true,"redisclose":true},
     "combinedWith":[],"conditioned":false,"marketing":false,"sale":false,"knownFalse":false,
     "language":"en-US"%s}
    """
        .formatted(patient.reveal(), requester, more);
  }

  private String recorded() {
    return clerk().body(form()).post(PATH).then().statusCode(201).extract().path("authorization");
  }

  private static ValidatableResponse problem(Response response, int status) {
    return response
        .then()
        .statusCode(status)
        .contentType(PROBLEM)
        .body("status", equalTo(status))
        .body("title", notNullValue())
        .body("type", notNullValue());
  }

  private ReleaseId released() {
    CaseFixture c = CaseFixture.attorney();
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

  @Nested
  @DisplayName("An authorization")
  class AnAuthorization {

    @Test
    void isRecordedAndShown() {
      Response created = clerk().body(form()).post(PATH);
      String id = created.then().statusCode(201).extract().path("authorization");
      assertThat(created.header("Location")).endsWith(PATH + "/" + id);
      for (String role : List.of("records-clerk", "privacy-officer")) {
        as(role, "main-campus")
            .get(PATH + "/" + id)
            .then()
            .statusCode(200)
            .body("authorization", equalTo(id))
            .body("revocation", nullValue())
            .body("form.patient", equalTo(patient.reveal()))
            .body("form.informationDescription", equalTo("Records of the knee surgery"))
            .body("form.disclosers[1].class", equalTo("HOSPITAL"))
            .body("form.recipients[0].requester", equalTo(requester.toString()))
            .body("form.scope.recordTypes", hasItem("OPERATIVE_NOTE"))
            .body("form.signature.signedOn", equalTo("2026-10-01"));
      }
    }

    @Test
    @DisplayName("with every defect is recorded as it is: it is evidence")
    void isRecordedWithItsDefects() {
      clerk()
          .body(
              """
              {"facility":"main-campus","patient":"%s","receivedAt":"2026-10-02T15:00:00Z"}
              """
                  .formatted(patient.reveal()))
          .post(PATH)
          .then()
          .statusCode(201)
          .body("form.statements.revoke", equalTo(false))
          .body("form.signature", nullValue())
          .body("form.scope", nullValue());
    }

    @Test
    void isRevokedOnce() {
      String id = recorded();
      for (String at : List.of("2026-11-01T10:00:00Z", "2026-11-02T10:00:00Z")) {
        clerk()
            .body("{\"receivedAt\":\"" + at + "\"}")
            .post(PATH + "/" + id + "/revocation")
            .then()
            .statusCode(200)
            .body("revocation.receivedAt", equalTo("2026-11-01T10:00:00Z"));
      }
      clerk()
          .get(PATH + "/" + id)
          .then()
          .body("revocation.receivedAt", equalTo("2026-11-01T10:00:00Z"));
    }

    @Test
    @DisplayName("of another facility is not there")
    void ofAnotherFacilityIsNotThere() {
      String id = recorded();
      RequestSpecification north = as("records-clerk", "north-clinic");
      String unknown = problem(north.get(PATH + "/" + UUID.randomUUID()), 404).extract().asString();
      String others =
          problem(as("records-clerk", "north-clinic").get(PATH + "/" + id), 404)
              .extract()
              .asString();
      assertThat(others).isEqualTo(unknown);
      problem(
          as("privacy-officer", "north-clinic")
              .body("{\"receivedAt\":\"2026-11-01T10:00:00Z\"}")
              .post(PATH + "/" + id + "/revocation"),
          404);
      problem(clerk().get(PATH + "/not-an-id"), 404);
      clerk().get(PATH + "/" + id).then().body("revocation", nullValue());
    }

    @Test
    void isRecordedForOnesOwnFacilityOnly() {
      problem(as("records-clerk", "north-clinic").body(form()).post(PATH), 403)
          .body("violations[0].field", equalTo("facility"));
    }
  }

  @Nested
  @DisplayName("The decisions of a release")
  class Decisions {

    @Test
    @DisplayName("are shown with rule, citation and sentence to staff of the facility")
    void areShownWithTheirReasons() {
      ReleaseId release = released();
      String authorization = recorded();
      clerk()
          .body("{\"receivedAt\":\"2026-11-01T10:00:00Z\"}")
          .post(PATH + "/" + authorization + "/revocation")
          .then()
          .statusCode(200);
      for (String role : List.of("records-clerk", "privacy-officer", "auditor")) {
        as(role, "main-campus")
            .get("/api/v1/releases/" + release + "/decisions")
            .then()
            .statusCode(200)
            .body("$", hasSize(3))
            .body("version", equalTo(List.of(1, 2, 3)))
            .body("outcome", equalTo(List.of("HELD", "AUTHORIZED", "DENIED")))
            .body("[0].missing", equalTo(List.of("AUTHORIZATION_NOT_FOUND")))
            .body("[0].reasons[0].code", equalTo("AUTH_NOT_FOUND"))
            .body("[1].route", equalTo("AUTH_508"))
            .body("[1].authorization", equalTo(authorization))
            .body("[1].scope.recordTypes", equalTo(List.of("LABORATORY_REPORT")))
            .body("[1].terms.categories", equalTo(List.of("HIV")))
            .body("[1].terms.encounters", hasSize(0))
            .body("[1].reasons", hasSize(0))
            .body("[2].reasons[0].code", equalTo("AUTH_REVOKED"))
            .body("[2].reasons[0].rule", equalTo("AUTH-15"))
            .body("[2].reasons[0].citation", equalTo("45 CFR 164.508(b)(2)(iii), (b)(5)"))
            .body("[2].reasons[0].sentence", equalTo("The authorization has been revoked."))
            .body("[2].policyVersion", equalTo(AuthorizationPolicy.VERSION));
      }
    }

    @Test
    void ofAnotherFacilityAreNotThere() {
      ReleaseId release = released();
      problem(as("auditor", "north-clinic").get("/api/v1/releases/" + release + "/decisions"), 404);
      problem(clerk().get("/api/v1/releases/" + UUID.randomUUID() + "/decisions"), 404);
      problem(clerk().get("/api/v1/releases/x/decisions"), 404);
    }
  }

  @Nested
  @DisplayName("A refusal is problem+json")
  class Refusals {

    @Test
    void withoutAToken() {
      problem(given().get(PATH + "/" + UUID.randomUUID()), 401);
      problem(given().contentType(ContentType.JSON).body(form()).post(PATH), 401);
      problem(given().auth().oauth2("not-a-token").get(PATH + "/" + UUID.randomUUID()), 401);
    }

    @ParameterizedTest
    @CsvSource({"requester", "integration-engine", "auditor", "privacy-officer", "nobody"})
    void forAnotherRole(String role) {
      problem(as(role, "main-campus").body(form()).post(PATH), 403);
    }

    @ParameterizedTest
    @CsvSource({"requester", "integration-engine", "nobody"})
    void forAnotherRoleThatReads(String role) {
      problem(as(role, "main-campus").get(PATH + "/" + UUID.randomUUID()), 403);
      problem(
          as(role, "main-campus").get("/api/v1/releases/" + UUID.randomUUID() + "/decisions"), 403);
      problem(
          as(role, "main-campus")
              .body("{\"receivedAt\":\"2026-11-01T10:00:00Z\"}")
              .post(PATH + "/" + UUID.randomUUID() + "/revocation"),
          403);
    }

    @Test
    void forWhatIsNotThere() {
      problem(clerk().get("/api/v1/nothing"), 404);
      problem(clerk().get("/"), 404);
      problem(clerk().delete(PATH), 405);
      problem(clerk().contentType(ContentType.TEXT).body("text").post(PATH), 415);
    }

    @Test
    void forTooMuch() {
      problem(
          clerk().body(form(",\"policyUri\":\"" + "x".repeat(2_000_000) + "\"")).post(PATH), 413);
    }

    @Test
    void forTooMuchThatDoesNotSayHowMuch() throws IOException {
      String token = TestTokens.token("records-clerk");
      try (Socket socket = new Socket(root.getHost(), root.getPort())) {
        OutputStream out = socket.getOutputStream();
        String head =
            "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                    .formatted(PATH, token)
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
        for (int i = 0; i < 17; i++) {
          out.write(chunk.getBytes(StandardCharsets.US_ASCII));
        }
        out.flush();
        socket.setSoTimeout(10_000); // the answer does not wait for the rest of the body
        String answer =
            new String(socket.getInputStream().readNBytes(200), StandardCharsets.US_ASCII);
        assertThat(answer).startsWith("HTTP/1.1 413").contains(PROBLEM);
      }
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{\"facility\":                              | body",
          "[]                                          | body",
          "null                                        | body",
          "{\"facility\":7}                            | facility",
          "{\"patient\":\"CANARY\"}                    | patient",
          "{\"purposes\":[\"CANARY\"]}                 | purposes",
          "{\"purposes\":[0]}                          | purposes",
          "{\"scope\":{\"recordTypes\":[]}}            | scope.recordTypes",
          "{\"scope\":{\"recordTypes\":[\"CANARY\"]}}  | scope.recordTypes",
          "{\"expiry\":{\"date\":\"CANARY\"}}          | expiry.date",
          "{\"signature\":{\"signer\":\"CANARY\"}}     | signature.signer",
          "{\"receivedAt\":\"CANARY\"}                 | receivedAt",
          "{\"conditioned\":\"CANARY\"}                | conditioned",
          "{\"disclosers\":[{\"class\":\"CANARY\"}]}   | disclosers.class"
        })
    @DisplayName("that names the field and quotes nothing")
    void namesTheField(String body, String field) {
      Response response = clerk().body(body.strip()).post(PATH);
      problem(response, 400).body("violations[0].field", equalTo(field));
      assertThat(response.asString()).doesNotContain("CANARY");
    }

    @Test
    void forAPropertyThatIsNotKnown() {
      Response response = clerk().body(form(",\"CANARY\":1")).post(PATH);
      problem(response, 400).body("violations[0].field", equalTo("body"));
      assertThat(response.asString()).doesNotContain("CANARY");
    }

    @Test
    void namesEveryFieldAtOnce() {
      Response response =
          clerk()
              .body(
                  """
                  {"facility":"main campus","receivedAt":"2999-01-01T00:00:00Z",
                   "disclosers":[{}],"signature":{},"sourceDocumentSha256":"CANARY"}
                  """)
              .post(PATH);
      problem(response, 400)
          .body(
              "violations.field",
              containsInAnyOrder(
                  "facility",
                  "patient",
                  "receivedAt",
                  "disclosers",
                  "signature.signer",
                  "sourceDocumentSha256"));
      assertThat(response.asString()).doesNotContain("CANARY").doesNotContain("main campus");
    }

    @Test
    void forARevocationToCome() {
      String id = recorded();
      problem(
              clerk()
                  .body("{\"receivedAt\":\"2999-01-01T00:00:00Z\"}")
                  .post(PATH + "/" + id + "/revocation"),
              400)
          .body("violations[0].field", equalTo("receivedAt"));
      problem(clerk().body("{}").post(PATH + "/" + id + "/revocation"), 400);
      clerk().get(PATH + "/" + id).then().body("revocation", nullValue());
    }
  }
}
