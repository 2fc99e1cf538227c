package org.openroi.redaction.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openroi.event.SensitiveCategory;
import org.openroi.event.StopClass;
import org.openroi.local.testing.TestTokens;
import org.openroi.redaction.Disclosure;
import org.openroi.redaction.DisclosureFixture;
import org.openroi.redaction.DisclosureSteps;
import org.openroi.redaction.Disclosures;
import org.openroi.redaction.Ledger;
import org.openroi.redaction.Ledgers;
import org.openroi.redaction.redactor.CutRule;
import org.openroi.redaction.redactor.LedgerLine;

@QuarkusTest
class DisclosureResourceTest {
  private static final String PATH = "/api/v1/disclosures";
  private static final String PROBLEM = "application/problem+json";

  @Inject Disclosures disclosures;
  @Inject Ledgers ledgers;

  private final DisclosureFixture f = new DisclosureFixture();

  private static RequestSpecification as(String role, String... facilities) {
    return given()
        .auth()
        .oauth2(TestTokens.token(role, Map.of("facilities", List.of(facilities))))
        .contentType(ContentType.JSON);
  }

  private static RequestSpecification officer() {
    return as("privacy-officer", "main-campus");
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

  /** One that stands as these steps lead to. */
  private Disclosure standing(UnaryOperator<Disclosure> steps) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              Disclosure there = steps.apply(Disclosure.of(f.order(1)));
              disclosures.add(there);
              return there;
            });
  }

  private Disclosure inDoubt() {
    return standing(d -> DisclosureSteps.inDoubt(d, f));
  }

  private String path() {
    return PATH + "/" + f.release;
  }

  @Nested
  @DisplayName("A disclosure is shown")
  class Shown {

    @ParameterizedTest
    @ValueSource(strings = {"records-clerk", "privacy-officer", "auditor"})
    void toThoseOfItsFacility(String role) {
      standing(d -> DisclosureSteps.delivered(d, f));
      as(role, "main-campus")
          .get(path())
          .then()
          .statusCode(200)
          .body("release", equalTo(f.release.toString()))
          .body("delivery", equalTo(f.order(1).delivery().toString()))
          .body("state", equalTo("DELIVERED"))
          .body("decisionVersion", equalTo(1))
          .body("route", equalTo("TPO_TREAT"))
          .body("stop", nullValue())
          .body("pack.sha256", equalTo("cd".repeat(32)))
          .body("pack.manifestSha256", equalTo("ab".repeat(32)))
          .body("attempts", equalTo(1))
          .body("attempted[0].state", equalTo("DELIVERED"))
          .body("receipt.evidence", equalTo("SIZE"));
    }

    @Test
    @DisplayName("and why it waits for a person, in a sentence")
    void stopped() {
      standing(d -> DisclosureSteps.stopped(d, StopClass.RECORD_UNREADABLE));
      officer()
          .get(path())
          .then()
          .statusCode(200)
          .body("state", equalTo("STOPPED"))
          .body("stop.reason", equalTo("RECORD_UNREADABLE"))
          .body("stop.sentence", containsString("cannot be read"))
          .body("stop.stoppedAt", notNullValue())
          .body("pack", nullValue())
          .body("attempts", equalTo(0));
    }

    @Test
    @DisplayName("to nobody else, and whether it is there is not shown either")
    void toNobodyElse() {
      standing(d -> d);
      String elsewhere =
          problem(as("privacy-officer", "north-clinic").get(path()), 404).extract().asString();
      String unknown =
          problem(officer().get(PATH + "/" + UUID.randomUUID()), 404).extract().asString();
      assertThat(elsewhere).isEqualTo(unknown);
      assertThat(problem(officer().get(PATH + "/no-id"), 404).extract().asString())
          .isEqualTo(unknown);
      problem(as("privacy-officer").get(path()), 404);
      problem(as("disclosure-service", "main-campus").get(path()), 403);
      problem(given().get(path()), 401);
    }

    @Test
    void inAList() {
      standing(d -> DisclosureSteps.stopped(d, StopClass.REVIEW_REQUIRED));
      officer()
          .get(PATH)
          .then()
          .statusCode(200)
          .body("[0].release", equalTo(f.release.toString()))
          .body("[0].attempted", nullValue());
      officer()
          .get(PATH + "?state=STOPPED")
          .then()
          .statusCode(200)
          .body("release", hasItem(f.release.toString()));
      officer()
          .get(PATH + "?state=DELIVERED")
          .then()
          .statusCode(200)
          .body("release", not(hasItem(f.release.toString())));
      as("auditor", "elsewhere").get(PATH).then().statusCode(200).body("$", hasSize(0));
      problem(officer().get(PATH + "?state=canary"), 400)
          .body("violations[0].field", equalTo("state"))
          .body(not(containsString("canary")));
      problem(as("disclosure-service", "main-campus").get(PATH), 403);
      problem(given().get(PATH), 401);
    }
  }

  @Nested
  @DisplayName("A ledger is shown")
  class ALedger {
    private void kept() {
      standing(d -> d);
      QuarkusTransaction.requiringNew()
          .run(
              () ->
                  ledgers.keep(
                      f.order(1).delivery(),
                      new Ledger(
                          List.of(
                              new LedgerLine(
                                  0,
                                  "Condition",
                                  "c-1",
                                  CutRule.CATEGORY,
                                  SensitiveCategory.HIV,
                                  false),
                              new LedgerLine(
                                  0, "DocumentReference", "d-1", CutRule.MAY_MENTION, null, true)),
                          List.of())));
    }

    @Test
    void toThePrivacyOfficer() {
      kept();
      officer()
          .get(path() + "/ledger")
          .then()
          .statusCode(200)
          .body("lines", hasSize(2))
          .body("lines[0].rule", equalTo("CATEGORY"))
          .body("lines[0].category", equalTo("HIV"))
          .body("lines[0].citation", notNullValue())
          .body("lines[1].review", equalTo(true))
          .body("review", equalTo(1))
          .body("findings", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"records-clerk", "auditor", "disclosure-service"})
    void andToNoOtherRole(String role) {
      kept();
      problem(as(role, "main-campus").get(path() + "/ledger"), 403);
    }

    @Test
    void andToNoOtherFacility() {
      kept();
      problem(as("privacy-officer", "north-clinic").get(path() + "/ledger"), 404);
      problem(officer().get(PATH + "/" + UUID.randomUUID() + "/ledger"), 404);
    }
  }

  @Nested
  @DisplayName("A person")
  class APerson {
    private Response says(String outcome) {
      return officer().body("{\"outcome\":\"" + outcome + "\"}").post(path() + "/resumption");
    }

    @Test
    void letsItGoOn() {
      standing(d -> DisclosureSteps.stopped(d, StopClass.RECORD_NOT_FOUND));
      says("RETRY").then().statusCode(200).body("state", equalTo("TO_PREPARE"));
      problem(says("RETRY"), 409).body("type", equalTo("urn:openroi:problem:not-stopped"));
    }

    @Test
    @DisplayName("says that what was unknown has arrived, and is on record with it")
    void saysThatItHasArrived() {
      inDoubt();
      says("DELIVERED")
          .then()
          .statusCode(200)
          .body("state", equalTo("DELIVERED"))
          .body("receipt.evidence", equalTo("PERSON"))
          .body("receipt.person", notNullValue());
    }

    @Test
    void saysThatItHasNotArrived() {
      inDoubt();
      says("RETRY")
          .then()
          .statusCode(200)
          .body("state", equalTo("TO_DELIVER"))
          .body("attempts", equalTo(1));
    }

    @Test
    void cannotSayThatWhatNeverWentHasArrived() {
      standing(d -> DisclosureSteps.stopped(d, StopClass.REVIEW_REQUIRED));
      problem(says("DELIVERED"), 409).body("type", equalTo("urn:openroi:problem:not-in-doubt"));
    }

    @ParameterizedTest
    @CsvSource(
        value = {
          "'' | body",
          "{} | outcome",
          "{\"outcome\":\"Canary\"} | outcome",
          "{\"outcome\":\"RETRY\",\"canary\":1} | body",
          "nonsense | body"
        },
        delimiter = '|')
    void mustSayItPlainly(String body, String field) {
      standing(d -> DisclosureSteps.stopped(d, StopClass.REVIEW_REQUIRED));
      problem(officer().body(body).post(path() + "/resumption"), 400)
          .body("violations[0].field", equalTo(field))
          .body(not(containsString("anary")));
    }

    @Test
    void mustBeThePrivacyOfficerOfTheFacility() {
      standing(d -> DisclosureSteps.stopped(d, StopClass.REVIEW_REQUIRED));
      String retry = "{\"outcome\":\"RETRY\"}";
      String resumption = path() + "/resumption";
      problem(as("records-clerk", "main-campus").body(retry).post(resumption), 403);
      problem(as("auditor", "main-campus").body(retry).post(resumption), 403);
      problem(as("privacy-officer", "north-clinic").body(retry).post(resumption), 404);
      problem(given().contentType(ContentType.JSON).body(retry).post(resumption), 401);
    }
  }
}
