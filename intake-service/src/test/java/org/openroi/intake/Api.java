package org.openroi.intake;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.openroi.event.RequesterId;
import org.openroi.local.testing.TestTokens;

/** The REST interface as callers use it. */
public final class Api {
  public static final String SYSTEM = "urn:oid:2.16.840.1.113883.19.5";

  private Api() {}

  public static RequestSpecification as(String role, Map<String, ?> claims) {
    return given().auth().oauth2(TestTokens.token(role, claims));
  }

  public static RequestSpecification clerk() {
    return as("records-clerk", Map.of("sub", "clerk-1"));
  }

  public static RequestSpecification clerkAt(String facility) {
    return as("records-clerk", Map.of("sub", "clerk-2", "facilities", List.of(facility)));
  }

  public static RequestSpecification requester(RequesterId requester) {
    return as(
        "requester", Map.of("sub", "requester-" + requester, "requester", requester.toString()));
  }

  public static RequestSpecification engine(String client) {
    return as("integration-engine", Map.of("sub", client, "client", client));
  }

  public static RequestSpecification privacyOfficer() {
    return as("privacy-officer", Map.of("sub", "officer-1"));
  }

  /** A verified attorney at the main campus with the end point {@code portal}. */
  public static RequesterId newRequester() {
    Response response =
        clerk()
            .contentType(ContentType.JSON)
            .body(
                """
                {"kind":"ATTORNEY","name":"Example & Example LLP","verification":"DOCUMENT_CHECKED",
                 "facilities":["main-campus"],
                 "endpoints":[{"code":"portal","kind":"PORTAL","address":"portal:example"}]}
                """)
            .post("/api/v1/requesters");
    response.then().statusCode(201);
    return RequesterId.of(response.path("requester"));
  }

  /** A patient of the main campus. */
  public static String newPatient(String identifier) {
    return clerk()
        .contentType(ContentType.JSON)
        .body(
            """
            {"facility":"main-campus","identifiers":[{"system":"%s","value":"%s"}]}
            """
                .formatted(SYSTEM, identifier))
        .post("/api/v1/patients")
        .path("patient");
  }

  public static String newIdentifier() {
    return "MRN-" + UUID.randomUUID();
  }

  public static String release(RequesterId requester, String identifier) {
    return """
        {"facility":"main-campus","patient":{"system":"%s","value":"%s"},"requester":"%s",
         "endpoint":"portal","purpose":"HLEGAL","scope":{"recordTypes":["DISCHARGE_SUMMARY"]}}
        """
        .formatted(SYSTEM, identifier, requester);
  }

  public static Response submit(RequestSpecification caller, String key, String body) {
    return caller
        .contentType(ContentType.JSON)
        .header("Idempotency-Key", key)
        .body(body)
        .post("/api/v1/releases");
  }
}
