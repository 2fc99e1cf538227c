package org.openroi.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ManagementTest {
  @TestHTTPResource(value = "/", management = true)
  URI management;

  @Test
  void saysThatItIsReadyWhenInboxAndRelayAre() {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                given()
                    .get(management.resolve("/q/health"))
                    .then()
                    .statusCode(200)
                    .body("checks.name", hasItems("inbound-batches", "outbox-relay")));
  }

  @Test
  void countsWhatComesInAndGoesOut() {
    String metrics = given().get(management.resolve("/q/metrics")).asString();
    assertThat(metrics)
        .contains("openroi_inbound_records_total")
        .contains("openroi_inbound_batches_total")
        .contains("openroi_outbox_sent_total");
  }

  @Test
  void describesItsInterface() {
    String openapi = given().get(management.resolve("/q/openapi")).asString();
    assertThat(openapi)
        .contains("/api/v1/releases:")
        .contains("/api/v1/events:")
        .contains("/api/v1/requesters/{requester}:")
        .contains("/api/v1/patients/lookup:")
        .contains("/api/v1/clients/{client}:");
  }
}
