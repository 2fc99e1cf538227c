package org.openroi.intake.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openroi.event.RequesterId;
import org.openroi.intake.Api;

/** Every refusal is problem+json that names the field and quotes no value. */
@QuarkusTest
class BadInputTest {
  private static final String CANARY = "MRN-CANARY-7731";
  private static final String RELEASES = "/api/v1/releases";

  @TestHTTPResource("/")
  URI root;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not JSON at all MRN-CANARY-7731 | body",
        "{\"facility\":\"main-campus\", | body",
        "[] | body",
        "{\"facility\":\"a\",\"facility\":\"MRN-CANARY-7731\"} | body",
        "{\"facility\":7} | facility",
        "{\"MRN-CANARY-7731\":1} | body",
        "{\"purpose\":\"MRN-CANARY-7731\"} | purpose",
        "{\"requester\":\"MRN-CANARY-7731\"} | requester",
        "{\"patient\":{\"system\":\"s\",\"value\":7}} | patient.value",
        "{\"patient\":{\"system\":\"s\",\"value\":\"v\",\"MRN-CANARY-7731\":1}} | patient",
        "{\"patient\":\"MRN-CANARY-7731\"} | patient",
        "{\"scope\":{\"recordTypes\":[\"MRN-CANARY-7731\"]}} | scope.recordTypes",
        "{\"scope\":{\"recordTypes\":[]}} | scope.recordTypes",
        "{\"scope\":{\"recordTypes\":[\"BILLING\"],\"from\":\"MRN-CANARY-7731\"}} | scope.from",
        "{\"facility\":\"MRN CANARY 7731\"} | facility",
        "{} | facility",
        "{} | requester",
        "{} | endpoint",
        "{} | purpose",
        "{} | scope",
        "{} | patient"
      })
  void namesTheFieldAndQuotesNothing(String body, String field) {
    Response refused = Api.submit(Api.clerk(), UUID.randomUUID().toString(), body);
    assertProblem(refused, 400);
    assertThat(refused.jsonPath().getList("violations.field", String.class)).contains(field);
  }

  @Test
  void needsAnIdempotencyKeyOfLimitedLength() {
    String body = Api.release(new RequesterId(UUID.randomUUID()), CANARY);
    Response none = Api.clerk().contentType("application/json").body(body).post(RELEASES);
    assertProblem(none, 400);
    assertThat(none.<String>path("violations[0].field")).isEqualTo("Idempotency-Key");
    assertProblem(Api.submit(Api.clerk(), "k".repeat(129), body), 400);
    assertProblem(Api.clerk().contentType("application/json").post(RELEASES), 400);
  }

  @Test
  void needsAValidTokenOfTheRightRole() {
    String path = RELEASES + "/" + UUID.randomUUID();
    Response none = given().get(path);
    assertProblem(none, 401);
    assertThat(none.header("WWW-Authenticate")).startsWith("Bearer");
    assertProblem(given().auth().oauth2("MRN-CANARY-7731").get(path), 401);
    assertProblem(given().auth().oauth2(unsigned()).get(path), 401);
    assertProblem(Api.as("auditor", Map.of("aud", "somebody-else")).get(path), 401);
    assertProblem(Api.submit(given(), "key", "{}"), 401);
    assertProblem(Api.submit(Api.privacyOfficer(), "key", "{}"), 403);
    assertProblem(Api.as("nobody", Map.of()).get(path), 403);
    assertProblem(given().body("{}").contentType("application/json").post("/api/v1/events"), 401);
  }

  @Test
  void opensNothingOfItsBusinessWithoutAToken() {
    for (String path :
        new String[] {
          "/api/v1/releases/1", "/api/v1/requesters/1", "/api/v1/clients/engine-a",
        }) {
      assertProblem(given().get(path), 401);
    }
    for (String path :
        new String[] {"/", "/q/health", "/q/metrics", "/q/openapi", "/q/dev", "/q/swagger-ui"}) {
      assertProblem(given().get(path), 404);
    }
  }

  @Test
  void knowsNoOtherPathMethodOrMediaType() {
    assertProblem(Api.clerk().get("/api/v1/" + CANARY), 404);
    assertProblem(Api.clerk().get(RELEASES + "/" + CANARY), 404);
    assertProblem(Api.clerk().get(RELEASES + "/" + UUID.randomUUID()), 404);
    Response method = Api.clerk().delete(RELEASES);
    assertProblem(method, 405);
    assertProblem(
        Api.clerk()
            .contentType("text/plain")
            .header("Idempotency-Key", "key")
            .body(CANARY)
            .post(RELEASES),
        415);
    assertProblem(Api.clerk().accept("image/png").get(RELEASES + "/" + UUID.randomUUID()), 406);
  }

  @Test
  void refusesABodyOfTenMegabytes() {
    String body = "{\"facility\":\"" + CANARY.repeat(700_000) + "\"}";
    assertThat(body.length()).isGreaterThan(10_000_000);
    assertProblem(Api.submit(Api.clerk(), "key", body), 413);
    assertProblem(Api.submit(given(), "key", body), 413);
  }

  @Test
  void refusesATooLargeBodyThatDoesNotSayHowLargeItIs() throws IOException {
    String token = org.openroi.local.testing.TestTokens.token("records-clerk");
    try (Socket socket = new Socket(root.getHost(), root.getPort())) {
      StringBuilder request =
          new StringBuilder("POST " + RELEASES + " HTTP/1.1\r\nHost: localhost\r\n")
              .append("Authorization: Bearer " + token + "\r\n")
              .append("Idempotency-Key: key\r\nContent-Type: application/json\r\n")
              .append("Transfer-Encoding: chunked\r\n\r\n");
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
      String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
      for (int i = 0; i < 17; i++) {
        socket.getOutputStream().write(chunk.getBytes(StandardCharsets.US_ASCII));
      }
      socket.getOutputStream().flush();
      socket.setSoTimeout(10_000); // the answer does not wait for the rest of the body
      String head = new String(socket.getInputStream().readNBytes(200), StandardCharsets.US_ASCII);
      assertThat(head).startsWith("HTTP/1.1 413").contains("application/problem+json");
    }
  }

  private static void assertProblem(Response response, int status) {
    String body = response.asString();
    assertThat(response.statusCode()).as(body).isEqualTo(status);
    assertThat(response.contentType()).startsWith("application/problem+json");
    assertThat(response.<Integer>path("status")).isEqualTo(status);
    assertThat(response.<String>path("type")).startsWith("urn:openroi:problem:");
    assertThat(body).doesNotContain("CANARY").doesNotContain("Exception");
  }

  /** A token that says everything and is signed by nobody. */
  private static String unsigned() {
    java.util.Base64.Encoder base64 = java.util.Base64.getUrlEncoder().withoutPadding();
    return base64.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
        + "."
        + base64.encodeToString(
            "{\"aud\":\"openroi\",\"roles\":[\"records-clerk\"]}".getBytes(StandardCharsets.UTF_8))
        + ".";
  }
}
