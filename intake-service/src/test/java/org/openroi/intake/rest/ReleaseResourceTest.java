package org.openroi.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openroi.event.RequesterId;
import org.openroi.intake.Api;

@QuarkusTest
class ReleaseResourceTest {
  @Test
  void takesARequestAndTellsWhereItStands() {
    RequesterId requester = Api.newRequester();
    String identifier = Api.newIdentifier();
    Response taken = Api.submit(Api.clerk(), key(), Api.release(requester, identifier));
    taken
        .then()
        .statusCode(202)
        .body("status", equalTo("RECEIVED"))
        .body("requester", equalTo(requester.toString()))
        .body("timeline", hasSize(1))
        .header("Location", endsWith("/api/v1/releases/" + taken.path("release")));
    Response found = Api.clerk().get("/api/v1/releases/" + taken.path("release"));
    assertThat(found.statusCode()).isEqualTo(200);
    assertThat(found.asString()).isEqualTo(taken.asString()).doesNotContain(identifier);
  }

  @Test
  void answersARetryAsItAnsweredFirst() {
    RequesterId requester = Api.newRequester();
    String body = Api.release(requester, Api.newIdentifier());
    String key = key();
    Response first = Api.submit(Api.clerk(), key, body);
    Response second = Api.submit(Api.clerk(), key, body.replace("\n", "  "));
    assertThat(second.statusCode()).isEqualTo(202);
    assertThat(second.asString()).isEqualTo(first.asString());
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
  }

  @Test
  void refusesAnotherBodyUnderTheSameKey() {
    RequesterId requester = Api.newRequester();
    String key = key();
    Api.submit(Api.clerk(), key, Api.release(requester, Api.newIdentifier()));
    String other = Api.newIdentifier();
    Response refused = Api.submit(Api.clerk(), key, Api.release(requester, other));
    refused
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("reason", equalTo("SAME_ID_OTHER_BODY"))
        .body("violations[0].field", equalTo("Idempotency-Key"));
    assertThat(refused.asString()).doesNotContain(other).doesNotContain(key);
  }

  @Test
  void keepsTheKeysOfTwoCallersApart() {
    RequesterId requester = Api.newRequester();
    String body = Api.release(requester, Api.newIdentifier());
    String key = key();
    Response clerk = Api.submit(Api.clerk(), key, body);
    Response self = Api.submit(Api.requester(requester), key, body);
    assertThat(self.statusCode()).isEqualTo(202);
    assertThat(self.<String>path("release")).isNotEqualTo(clerk.path("release"));
  }

  @Test
  void makesOneReleaseOfTwentyConcurrentPostsWithOneKey() throws Exception {
    RequesterId requester = Api.newRequester();
    String body = Api.release(requester, Api.newIdentifier());
    String key = key();
    try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
      List<String> answers =
          threads
              .invokeAll(
                  IntStream.range(0, 20)
                      .<java.util.concurrent.Callable<String>>mapToObj(
                          i ->
                              () -> {
                                Response answer = Api.submit(Api.clerk(), key, body);
                                return answer.statusCode() + " " + answer.asString();
                              })
                      .toList())
              .stream()
              .map(ReleaseResourceTest::done)
              .toList();
      assertThat(answers.stream().collect(Collectors.toSet())).hasSize(1);
      assertThat(answers.getFirst()).startsWith("202 ");
    }
  }

  @Test
  void givesTheKeyBackWhenTheRequestIsRefused() {
    RequesterId requester = Api.newRequester();
    String key = key();
    String body = Api.release(requester, Api.newIdentifier());
    Api.submit(Api.clerk(), key, body.replace("\"portal\"", "\"sftp\""))
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("reason", equalTo("ENDPOINT_NOT_REGISTERED"))
        .body("violations[0].field", equalTo("endpoint"));
    Api.submit(Api.clerk(), key, body).then().statusCode(202);
  }

  @Test
  void refusesARequesterThatIsNotInTheDirectory() {
    Api.submit(
            Api.clerk(),
            key(),
            Api.release(new RequesterId(UUID.randomUUID()), Api.newIdentifier()))
        .then()
        .statusCode(422)
        .body("reason", equalTo("REQUESTER_NOT_ALLOWED"));
  }

  @Test
  void takesAnEncryptedIdentifier() {
    RequesterId requester = Api.newRequester();
    String identifier = Api.newIdentifier();
    String jwe =
        org.openroi.intake.RunningIntake.encrypt(
            "{\"system\":\"" + Api.SYSTEM + "\",\"value\":\"" + identifier + "\"}");
    String body = encrypted(Api.release(requester, identifier), jwe);
    Api.submit(Api.clerk(), key(), body).then().statusCode(202);
    Api.submit(Api.clerk(), key(), encrypted(body, jwe.substring(0, jwe.length() - 4) + "AAAA"))
        .then()
        .statusCode(422)
        .body("reason", equalTo("IDENTIFIER_NOT_READABLE"));
  }

  private static String encrypted(String body, String jwe) {
    return body.replaceFirst(
        "\"patient\":\\{[^}]*\\}|\"patientJwe\":\"[^\"]*\"", "\"patientJwe\":\"" + jwe + "\"");
  }

  @Test
  void letsARequesterSubmitAndSeeItsOwnAlone() {
    RequesterId one = Api.newRequester();
    RequesterId other = Api.newRequester();
    String body = Api.release(one, Api.newIdentifier());
    Response own = Api.submit(Api.requester(one), key(), body);
    assertThat(own.statusCode()).isEqualTo(202);
    String path = "/api/v1/releases/" + own.path("release");
    Api.requester(one).get(path).then().statusCode(200);
    Api.requester(other).get(path).then().statusCode(404);
    Api.submit(Api.requester(other), key(), body)
        .then()
        .statusCode(403)
        .contentType("application/problem+json");
    Api.requester(other).get("/api/v1/requesters/" + one).then().statusCode(404);
    Api.requester(one).get("/api/v1/requesters/" + one).then().statusCode(200);
  }

  @Test
  void showsStaffOnlyTheirFacilities() {
    RequesterId requester = Api.newRequester();
    String body = Api.release(requester, Api.newIdentifier());
    String path = "/api/v1/releases/" + Api.submit(Api.clerk(), key(), body).path("release");
    Api.clerkAt("main-campus").get(path).then().statusCode(200);
    Api.clerkAt("north-clinic")
        .get(path)
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
    Api.submit(Api.clerkAt("north-clinic"), key(), body)
        .then()
        .statusCode(403)
        .body("violations[0].field", equalTo("facility"));
    Api.as("auditor", Map.of("sub", "auditor-1")).get(path).then().statusCode(200);
    Api.engine("engine-a").get(path).then().statusCode(404);
  }

  @Test
  void givesEachReleaseItsOwnId() {
    RequesterId requester = Api.newRequester();
    String body = Api.release(requester, Api.newIdentifier());
    String first = Api.submit(Api.clerk(), key(), body).path("release");
    Api.submit(Api.clerk(), key(), body).then().body("release", not(equalTo(first)));
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  private static <T> T done(java.util.concurrent.Future<T> future) {
    try {
      return future.get();
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }
}
