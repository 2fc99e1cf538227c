package org.openroi.redaction.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@DisplayName("Management has a port of its own")
class ManagementTest {

  private static RequestSpecification management() {
    return given()
        .port(ConfigProvider.getConfig().getValue("quarkus.management.test-port", int.class));
  }

  @Test
  void isReadyWhenListenersAndRelayAre() {
    management()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("status", equalTo("UP"))
        .body("checks.name", hasItems("inbound-batches", "outbox-relay", "disclosure-workers"));
  }

  @Test
  void countsInboundAndOutbound() {
    management()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("openroi_inbound_records"))
        .body(containsString("openroi_outbox_sent"))
        .body(containsString("openroi_disclosures_worked"));
  }

  @Test
  void describesTheInterface() {
    String description = management().get("/q/openapi").then().statusCode(200).extract().asString();
    assertThat(description)
        .contains("/api/v1/disclosures")
        .contains("/api/v1/disclosures/{release}")
        .contains("/api/v1/disclosures/{release}/ledger")
        .contains("/api/v1/disclosures/{release}/resumption")
        .contains("NewResumption");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/q/health", "/q/metrics", "/q/openapi", "/q/dev", "/q"})
  @DisplayName("and nothing of it stands on the public one")
  void isNotPublic(String path) {
    given().get(path).then().statusCode(404).contentType("application/problem+json");
  }
}
