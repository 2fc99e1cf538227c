package org.openroi.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openroi.event.Endpoint;
import org.openroi.event.EventEnvelope;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterRegistered;
import org.openroi.event.Topics;
import org.openroi.event.VerificationLevel;
import org.openroi.intake.Api;
import org.openroi.intake.Broker;

@QuarkusTest
class RequesterResourceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void registersAnEntryWholeAndPublishesEachVersion() {
    Response registered =
        post(
            Api.clerk(),
            """
            {"kind":"LIFE_INSURER","name":"Example Life","verification":"NOT_VERIFIED",
             "facilities":["main-campus","north-clinic"],
             "endpoints":[
               {"code":"sftp","kind":"SFTP","address":"sftp://sftp.example.org/in",
                "publicKey":"-----BEGIN PGP PUBLIC KEY BLOCK-----\\nabc\\n-----END-----"},
               {"code":"portal","kind":"PORTAL","address":"portal:example"}]}
            """);
    registered
        .then()
        .statusCode(201)
        .header("Location", endsWith("/api/v1/requesters/" + registered.path("requester")));
    String path = "/api/v1/requesters/" + registered.path("requester");
    assertThat(Api.clerk().get(path).asString()).isEqualTo(registered.asString());

    put(
            Api.clerk(),
            path,
            """
            {"kind":"LIFE_INSURER","name":"Example Life","verification":"IDENTITY_PROOFED",
             "facilities":["main-campus","north-clinic"],
             "endpoints":[{"code":"portal","kind":"PORTAL","address":"portal:other"}]}
            """)
        .then()
        .statusCode(200)
        .body("verification", equalTo("IDENTITY_PROOFED"));
    Api.clerk()
        .get(path)
        .then()
        .body("endpoints", hasSize(1))
        .body("endpoints.address", contains("portal:other"));

    RequesterId requester = RequesterId.of(registered.path("requester"));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(published(requester)).hasSize(2));
    List<EventEnvelope> versions = published(requester);
    assertThat(versions).extracting(EventEnvelope::subjectVersion).containsExactly(1, 2);
    RequesterRegistered last = (RequesterRegistered) versions.getLast().data();
    assertThat(last.verification()).isEqualTo(VerificationLevel.IDENTITY_PROOFED);
    assertThat(last.endpoints()).hasSize(1);
    assertThat(last.active()).isTrue();
  }

  @Test
  void pinsTheHostKeyOfAnSftpServerAndOfNothingElse() {
    String entry =
        """
        {"kind":"HEALTH_PLAN","name":"Example Plan","verification":"DOCUMENT_CHECKED",
         "facilities":["main-campus"],
         "endpoints":[{"code":"files","kind":"%s","address":"sftp://example.org/in",
                       "hostKey":"%s"}]}
        """;
    String hostKey = "ssh-ed25519 TUFERS1VUC1IT1NULUtFWQ==";
    Response registered = post(Api.clerk(), entry.formatted("SFTP", hostKey));
    registered.then().statusCode(201).body("endpoints[0].hostKey", equalTo(hostKey));
    Api.clerk()
        .get("/api/v1/requesters/" + registered.path("requester"))
        .then()
        .body("endpoints[0].hostKey", equalTo(hostKey));
    RequesterId requester = RequesterId.of(registered.path("requester"));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(published(requester)).hasSize(1));
    assertThat(((RequesterRegistered) published(requester).getFirst().data()).endpoints())
        .extracting(Endpoint::hostKey)
        .containsExactly(hostKey);

    post(Api.clerk(), entry.formatted("PORTAL", hostKey))
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
    post(Api.clerk(), entry.formatted("SFTP", "\u00e9".repeat(2)))
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
  }

  @Test
  void letsNobodyGiveOrTakeAFacilityThatIsNotTheirs() {
    String entry =
        """
        {"kind":"ATTORNEY","name":"Example","verification":"NOT_VERIFIED",
         "facilities":[%s],"endpoints":[]}
        """;
    post(Api.clerkAt("north-clinic"), entry.formatted("\"main-campus\""))
        .then()
        .statusCode(403)
        .body("violations[0].field", equalTo("facilities"));
    String path =
        "/api/v1/requesters/"
            + post(Api.clerk(), entry.formatted("\"main-campus\"")).path("requester");
    Api.clerkAt("north-clinic").get(path).then().statusCode(404);
    put(Api.clerkAt("north-clinic"), path, entry.formatted("\"north-clinic\""))
        .then()
        .statusCode(404);
    put(Api.clerk(), path, entry.formatted("\"main-campus\",\"north-clinic\""))
        .then()
        .statusCode(200);
    put(Api.clerkAt("north-clinic"), path, entry.formatted("\"north-clinic\""))
        .then()
        .statusCode(403);
    put(Api.clerkAt("north-clinic"), path, entry.formatted("\"main-campus\""))
        .then()
        .statusCode(200);
    put(Api.clerk(), "/api/v1/requesters/" + UUID.randomUUID(), entry.formatted("\"main-campus\""))
        .then()
        .statusCode(404);
  }

  @Test
  void takesAnIndividualOnlyForAPatientWhoIsKnown() {
    String patient = Api.newPatient(Api.newIdentifier());
    String entry =
        """
        {"kind":"INDIVIDUAL","verification":"IDENTITY_PROOFED","facilities":["main-campus"],
         "endpoints":[],"self":"%s"}
        """;
    post(Api.clerk(), entry.formatted(UUID.randomUUID()))
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("violations[0].field", equalTo("self"));
    post(Api.clerk(), entry.formatted(patient))
        .then()
        .statusCode(201)
        .body("self", equalTo(patient));
    post(
            Api.clerk(),
            entry.formatted(patient).replace("\"kind\"", "\"name\":\"Somebody\",\"kind\""))
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo("name"));
  }

  @Test
  void takesNoRequestForAnEntryThatIsNotActive() {
    RequesterId requester = Api.newRequester();
    put(
            Api.clerk(),
            "/api/v1/requesters/" + requester,
            """
            {"kind":"ATTORNEY","verification":"DOCUMENT_CHECKED","facilities":["main-campus"],
             "endpoints":[{"code":"portal","kind":"PORTAL","address":"portal:x"}],"active":false}
            """)
        .then()
        .statusCode(200);
    Api.submit(Api.clerk(), "key-" + requester, Api.release(requester, Api.newIdentifier()))
        .then()
        .statusCode(422)
        .body("reason", equalTo("REQUESTER_NOT_ALLOWED"));
  }

  @Test
  void keepsTheAllowListOfEngines() {
    RequesterId requester = Api.newRequester();
    String path = "/api/v1/clients/engine-c";
    put(
            Api.privacyOfficer(),
            path,
            "{\"facilities\":[\"main-campus\"],\"requesters\":[\"" + requester + "\"]}")
        .then()
        .statusCode(200);
    Api.privacyOfficer()
        .get(path)
        .then()
        .statusCode(200)
        .body("requesters", contains(requester.toString()))
        .body("anyRequester", equalTo(false));
    Api.clerk().get(path).then().statusCode(403);
    put(Api.privacyOfficer(), path, "{\"facilities\":[\"elsewhere\"],\"anyRequester\":true}")
        .then()
        .statusCode(403);
    put(
            Api.privacyOfficer(),
            path,
            "{\"facilities\":[\"main-campus\"],\"requesters\":[],\"anyRequester\":true}")
        .then()
        .statusCode(400);
    put(Api.privacyOfficer(), "/api/v1/clients/NOT%20A%20CLIENT", "{}").then().statusCode(400);
    Api.privacyOfficer().get("/api/v1/clients/unheard-of").then().statusCode(404);
  }

  private static Response post(RequestSpecification caller, String body) {
    return caller.contentType("application/json").body(body).post("/api/v1/requesters");
  }

  private static Response put(RequestSpecification caller, String path, String body) {
    return caller.contentType("application/json").urlEncodingEnabled(false).body(body).put(path);
  }

  private static List<EventEnvelope> published(RequesterId requester) {
    return Broker.events(
        Topics.REQUESTERS, RequesterRegistered.class, fact -> fact.requester().equals(requester));
  }
}
