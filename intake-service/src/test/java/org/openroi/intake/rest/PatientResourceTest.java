package org.openroi.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.openroi.event.EventEnvelope;
import org.openroi.event.PatientMatched;
import org.openroi.event.ReleaseId;
import org.openroi.event.ReleaseRequested;
import org.openroi.event.RequesterId;
import org.openroi.event.Topics;
import org.openroi.intake.Api;
import org.openroi.intake.Broker;

@QuarkusTest
class PatientResourceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void knowsAPatientByEachIdentifierAndRepeatsNone() {
    String one = Api.newIdentifier();
    String two = Api.newIdentifier();
    Response registered = register(Api.clerk(), "main-campus", one, two);
    registered.then().statusCode(201);
    String patient = registered.path("patient");
    assertThat(registered.asString()).doesNotContain(one);
    lookup(Api.clerk(), two).then().statusCode(200).body("patient", equalTo(patient));
    lookup(Api.clerk(), Api.newIdentifier()).then().statusCode(404);

    String three = Api.newIdentifier();
    register(Api.clerk(), "main-campus", two, three)
        .then()
        .statusCode(200)
        .body("patient", equalTo(patient));
    lookup(Api.clerk(), three).then().statusCode(200).body("patient", equalTo(patient));
  }

  @Test
  void doesNotTakeTwoPatientsForOne() {
    String one = Api.newIdentifier();
    String two = Api.newIdentifier();
    register(Api.clerk(), "main-campus", one);
    register(Api.clerk(), "main-campus", two);
    register(Api.clerk(), "main-campus", one, two)
        .then()
        .statusCode(409)
        .contentType("application/problem+json");
  }

  @Test
  void showsAPatientOnlyToTheFacilitiesThatRegisteredThem() {
    String identifier = Api.newIdentifier();
    String patient = register(Api.clerk(), "main-campus", identifier).path("patient");
    lookup(Api.clerkAt("north-clinic"), identifier).then().statusCode(404);
    register(Api.clerkAt("north-clinic"), "main-campus", identifier).then().statusCode(403);
    register(Api.clerkAt("north-clinic"), "north-clinic", identifier)
        .then()
        .statusCode(200)
        .body("patient", equalTo(patient));
    lookup(Api.clerkAt("north-clinic"), identifier).then().statusCode(200);
  }

  @Test
  void matchesTheRequestsThatHaveWaited() {
    RequesterId requester = Api.newRequester();
    String identifier = Api.newIdentifier();
    ReleaseId release = submit(requester, identifier);
    String patient = register(Api.clerk(), "main-campus", identifier).path("patient");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              List<EventEnvelope> facts =
                  Broker.events(Topics.RELEASE_REQUESTS).stream()
                      .filter(event -> event.subject().equals(release.toString()))
                      .toList();
              assertThat(facts).hasSize(2);
              assertThat(((ReleaseRequested) facts.get(0).data()).patient()).isNull();
              assertThat(facts.get(1).subjectVersion()).isEqualTo(2);
              assertThat(((PatientMatched) facts.get(1).data()).patient().reveal())
                  .isEqualTo(patient);
            });
    register(Api.clerk(), "main-campus", identifier).then().statusCode(200);
    assertThat(patientsOf(release, Broker.events(Topics.RELEASE_REQUESTS))).hasSize(1);
  }

  /** Whoever comes first: every release ends up with the patient, by one event and not two. */
  @Test
  void missesNoMatchWhenBothComeAtOnce() throws Exception {
    RequesterId requester = Api.newRequester();
    Map<ReleaseId, List<String>> expected = new HashMap<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int round = 0; round < 10; round++) {
        String identifier = Api.newIdentifier();
        Callable<String> submit = () -> submit(requester, identifier).toString();
        Callable<String> register =
            () -> register(Api.clerk(), "main-campus", identifier).path("patient");
        List<Future<String>> done =
            threads.invokeAll(List.of(submit, submit, register, submit, register, submit));
        String patient = done.get(2).get();
        assertThat(done.get(4).get()).isEqualTo(patient);
        for (int i : new int[] {0, 1, 3, 5}) {
          expected.put(ReleaseId.of(done.get(i).get()), List.of(patient));
        }
      }
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              List<EventEnvelope> events = Broker.events(Topics.RELEASE_REQUESTS);
              expected.forEach(
                  (release, patients) ->
                      assertThat(patientsOf(release, events)).isEqualTo(patients));
            });
  }

  /** The patients that the events name for a release, in order. */
  private static List<String> patientsOf(ReleaseId release, List<EventEnvelope> events) {
    return events.stream()
        .filter(event -> event.subject().equals(release.toString()))
        .flatMap(
            event ->
                switch (event.data()) {
                  case ReleaseRequested fact when fact.patient() != null ->
                      java.util.stream.Stream.of(fact.patient().reveal());
                  case PatientMatched fact -> java.util.stream.Stream.of(fact.patient().reveal());
                  default -> java.util.stream.Stream.<String>empty();
                })
        .toList();
  }

  private static ReleaseId submit(RequesterId requester, String identifier) {
    Response taken =
        Api.submit(Api.clerk(), UUID.randomUUID().toString(), Api.release(requester, identifier));
    return ReleaseId.of(taken.path("release"));
  }

  private static Response register(
      RequestSpecification caller, String facility, String... identifiers) {
    String list =
        String.join(
            ",",
            java.util.Arrays.stream(identifiers)
                .map(i -> "{\"system\":\"" + Api.SYSTEM + "\",\"value\":\"" + i + "\"}")
                .toList());
    return caller
        .contentType("application/json")
        .body("{\"facility\":\"" + facility + "\",\"identifiers\":[" + list + "]}")
        .post("/api/v1/patients");
  }

  private static Response lookup(RequestSpecification caller, String identifier) {
    return caller
        .contentType("application/json")
        .body("{\"system\":\"" + Api.SYSTEM + "\",\"value\":\"" + identifier + "\"}")
        .post("/api/v1/patients/lookup");
  }
}
