package org.openroi.systemtests.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openroi.event.Channel;
import org.openroi.event.RelationshipKind;
import org.openroi.event.ReleaseStatus;
import org.openroi.event.RequesterKind;
import org.openroi.systemtests.checker.Call.Kind;
import org.openroi.systemtests.checker.Call.Outcome;
import org.openroi.systemtests.load.Attempts.Answer;
import org.openroi.systemtests.load.Attempts.Called;
import org.openroi.systemtests.load.Bodies.Asked;
import org.openroi.systemtests.load.Bodies.Form;

/** What a clerk does, each call until its answer is certain, all of it in the history. */
public final class Desk implements AutoCloseable {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final int USER_NAME = 40;

  private final Access access;
  private final History history;
  private final Attempts attempts;
  private final Wire wire;

  /**
   * Where the suite is, tokens for it, and what stands beside it: the patients' records and those
   * who receive them.
   *
   * @param engines a token of each client
   */
  public record Access(
      String intake,
      String authorization,
      String redaction,
      String kafka,
      String clerk,
      String privacyOfficer,
      Map<String, String> engines,
      Records records,
      Recipients recipients) {}

  public Desk(Access access, Path history) throws IOException {
    this.access = access;
    this.history = new History(history);
    this.attempts = new Attempts(this.history);
    this.wire = new Wire(access.kafka());
  }

  Attempts attempts() {
    return attempts;
  }

  Wire wire() {
    return wire;
  }

  /** Lets a client submit for everybody. */
  void client(String client, String run) throws InterruptedException {
    must(
        evidence(
            "client-" + client + "-" + run,
            "PUT",
            access.intake() + "/api/v1/clients/" + client,
            access.privacyOfficer(),
            Bodies.client()));
  }

  /** Makes a patient known and returns the suite's reference. */
  public String patient(String patient) throws InterruptedException {
    return json(must(
            evidence(
                "patient-" + patient,
                "POST",
                access.intake() + "/api/v1/patients",
                access.clerk(),
                Bodies.patient(patient))))
        .path("patient")
        .asText();
  }

  /** A patient whose small record is there before anybody may ask for it. */
  public String patientWithRecord(String patient) throws InterruptedException {
    String reference = patient(patient);
    access.records().write(reference);
    return reference;
  }

  /** The name at the recipients' server of who is registered under this id. */
  public static String user(String id) {
    return id.length() > USER_NAME ? id.substring(id.length() - USER_NAME) : id;
  }

  /** Registers somebody with a place at the recipients' server. */
  public String recipient(String id, RequesterKind kind, @Nullable String self)
      throws InterruptedException {
    return requester(id, kind, self, access.recipients().endpoint(Bodies.ENDPOINT, user(id)));
  }

  /** Registers somebody with just this end point. */
  public String requester(
      String id, RequesterKind kind, @Nullable String self, Map<String, String> endpoint)
      throws InterruptedException {
    String name = kind == RequesterKind.INDIVIDUAL ? null : "Example " + kind;
    return made(
        evidence(
            "requester-" + id,
            "POST",
            access.intake() + "/api/v1/requesters",
            access.clerk(),
            Bodies.requester(kind.name(), name, self, endpoint)));
  }

  /** Records an authorization form of a patient. */
  public String authorization(String id, Form form) throws InterruptedException {
    return made(
        evidence(
            "authorization-" + id,
            "POST",
            access.authorization() + "/api/v1/authorizations",
            access.clerk(),
            Bodies.authorization(form)));
  }

  /** Records that a requester treats a patient, or covers a claim of these days. */
  public void relationship(
      String id, String reference, String requester, RelationshipKind kind, Bodies.Days days)
      throws InterruptedException {
    must(
        evidence(
            "relationship-" + id,
            "POST",
            access.authorization() + "/api/v1/relationships",
            access.clerk(),
            Bodies.relationship(reference, requester, kind, days)));
  }

  /** Posts a request and returns the release. */
  public String release(String id, Asked asked, Set<ReleaseStatus> rests)
      throws InterruptedException {
    return made(submission(id, asked, Kind.SUBMISSION, rests));
  }

  Called submission(String id, Asked asked, Kind kind, Set<ReleaseStatus> rests) {
    byte[] body = Bodies.release(id, asked);
    Map<String, String> headers = new HashMap<>(Bodies.JSON_TYPE);
    headers.put("Idempotency-Key", id);
    return new Called(
        id,
        Channel.REST,
        kind,
        body,
        rests,
        wire.http("POST", access.intake() + "/api/v1/releases", access.clerk(), headers, body));
  }

  /**
   * Hands in a revocation, or asks again what became of it.
   *
   * @return since when it is effective; nothing where it is not yet
   */
  public Optional<Instant> revoke(String authorization) throws InterruptedException {
    JsonNode effective =
        json(must(
                evidence(
                    "revocation-" + authorization,
                    "POST",
                    access.authorization()
                        + "/api/v1/authorizations/"
                        + authorization
                        + "/revocation",
                    access.clerk(),
                    Bodies.revocation())))
            .at("/revocation/effectiveAt");
    return effective.isTextual()
        ? Optional.of(Instant.parse(effective.asText()))
        : Optional.empty();
  }

  /** What redaction says of a release; nothing where it does not know it yet. */
  public Optional<JsonNode> disclosure(String release) throws InterruptedException {
    Answer answer =
        attempts.unrecorded(
            wire.http(
                "GET",
                access.redaction() + "/api/v1/disclosures/" + release,
                access.privacyOfficer(),
                Map.of(),
                new byte[0]));
    return answer.outcome() == Outcome.OK ? Optional.of(json(answer)) : Optional.empty();
  }

  private static JsonNode json(Answer answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  private Called evidence(String id, String method, String url, String token, byte[] body) {
    return new Called(
        id,
        Channel.REST,
        Kind.EVIDENCE,
        body,
        Set.of(),
        wire.http(method, url, token, Bodies.JSON_TYPE, body));
  }

  private String made(Called called) throws InterruptedException {
    String made = must(called).id();
    if (made == null) {
      throw new IllegalStateException("the answer to " + called.id() + " has no Location");
    }
    return made;
  }

  private Answer must(Called called) throws InterruptedException {
    Answer answer = attempts.insist(called);
    expect(Outcome.OK, called, answer);
    return answer;
  }

  static void expect(Outcome expected, Called called, Answer answer) {
    if (answer.outcome() != expected) {
      throw new IllegalStateException(
          "%s %s of %s was answered with %s, not %s: %s"
              .formatted(
                  called.channel(),
                  called.id(),
                  called.kind(),
                  answer.outcome(),
                  expected,
                  answer.body()));
    }
  }

  @Override
  public void close() throws IOException {
    wire.close();
    history.close();
  }
}
