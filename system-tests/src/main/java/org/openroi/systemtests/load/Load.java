package org.openroi.systemtests.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.openroi.event.Channel;
import org.openroi.event.EncodedEvent;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.RecordType;
import org.openroi.event.RelationshipKind;
import org.openroi.event.ReleaseStatus;
import org.openroi.event.Scope;
import org.openroi.event.Topics;
import org.openroi.systemtests.checker.Call.Kind;
import org.openroi.systemtests.checker.Call.Outcome;
import org.openroi.systemtests.load.Attempts.Answer;
import org.openroi.systemtests.load.Attempts.Called;
import org.openroi.systemtests.load.Bodies.Asked;

/** Carries a plan out against a running suite and keeps the history of it. */
public final class Load implements AutoCloseable {
  static final String[] CLIENTS = {"engine-a", "engine-b"};

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final int AT_ONCE = 24;
  private static final int USER_NAME = 40;
  private static final Scope LABORATORY =
      new Scope(Set.of(RecordType.LABORATORY_REPORT), null, null);
  private static final Scope ENTIRE = new Scope(Set.of(RecordType.ENTIRE_RECORD), null, null);
  private static final Scope CLAIM =
      new Scope(Set.of(RecordType.ENTIRE_RECORD), Bodies.CLAIM_FROM, Bodies.CLAIM_TO);
  private static final int PATIENTS = 12;

  private final Access access;
  private final History history;
  private final Attempts attempts;
  private final Wire wire;
  private final List<Known> known = new ArrayList<>();
  private final List<Known> expired = new ArrayList<>();
  private final List<Known> selves = new ArrayList<>();
  private final Semaphore room = new Semaphore(AT_ONCE);
  private String attorney = "";
  private String unreachable = "";
  private String provider = "";
  private String plan = "";

  /**
   * Where the suite is, tokens for it, and what stands beside it: the patients' records and those
   * who receive them.
   *
   * @param engines a token of each client
   */
  public record Access(
      String intake,
      String authorization,
      String kafka,
      String clerk,
      String privacyOfficer,
      Map<String, String> engines,
      Records records,
      Recipients recipients) {}

  /**
   * A patient with what is on file.
   *
   * @param requester who asks: the patient, or a third party
   */
  private record Known(String patient, String requester, @Nullable String authorization) {}

  /** What the client did. */
  public record Done(int steps, long attempts, long uncertain, Duration took) {}

  public Load(Access access, Path history) throws IOException {
    this.access = access;
    this.history = new History(history);
    this.attempts = new Attempts(this.history);
    this.wire = new Wire(access.kafka());
  }

  /** Makes clients, requesters, patients and authorizations known that many releases share. */
  public void prepare(String run) throws InterruptedException {
    for (String client : CLIENTS) {
      must(
          evidence(
              "client-" + client + "-" + run,
              "PUT",
              access.intake() + "/api/v1/clients/" + client,
              access.privacyOfficer(),
              Bodies.client()));
    }
    attorney = recipient("attorney-" + run, "ATTORNEY", "Example Law Office", null);
    provider = recipient("provider-" + run, "PROVIDER", "Example Clinic", null);
    plan = recipient("plan-" + run, "HEALTH_PLAN", "Example Health Plan", null);
    unreachable =
        requester(
            "portal-" + run,
            Bodies.requester("ATTORNEY", "Example Law Portal", null, Bodies.portal()));
    for (int i = 0; i < PATIENTS; i++) {
      String patient = run + "-known-" + i;
      String reference = patientWithRecord(patient);
      known.add(new Known(patient, attorney, authorization(patient, reference, attorney, false)));
      String late = run + "-expired-" + i;
      expired.add(
          new Known(late, attorney, authorization(late, patientWithRecord(late), attorney, true)));
      String self = run + "-self-" + i;
      selves.add(
          new Known(self, recipient(self, "INDIVIDUAL", null, patientWithRecord(self)), null));
    }
  }

  /**
   * New submissions for a client's topic that will each be authorized at once, as records. They
   * stand in no history.
   */
  public List<ProducerRecord<byte[], byte[]>> submissions(int count) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      EncodedEvent event =
          Bodies.event(
              UUID.randomUUID().toString(),
              CLIENTS[0],
              asked(known.get(i % known.size()), PurposeOfUse.HLEGAL));
      records.add(Wire.toRecord(Topics.submissions(CLIENTS[0]), event));
    }
    return records;
  }

  /** Starts the steps of the plan evenly over this time, and returns when every one has ended. */
  public Done run(Plan plan, Duration over) throws InterruptedException {
    Instant begin = Instant.now();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (Plan.Step step : plan.steps()) {
        Instant due = begin.plus(over.multipliedBy(step.number()).dividedBy(plan.steps().size()));
        Duration early = Duration.between(Instant.now(), due);
        if (early.isPositive()) {
          Attempts.pause(early);
        }
        room.acquire();
        running.add(
            threads.submit(
                () -> {
                  try {
                    take(step);
                  } finally {
                    room.release();
                  }
                  return null;
                }));
      }
      for (Future<?> each : running) {
        try {
          each.get();
        } catch (ExecutionException failed) {
          throw new IllegalStateException("the client broke", failed.getCause());
        }
      }
    }
    return new Done(
        plan.steps().size(),
        attempts.attempts(),
        attempts.uncertain(),
        Duration.between(begin, Instant.now()));
  }

  private void take(Plan.Step step) throws InterruptedException {
    switch (step) {
      case Plan.Release release -> release(release);
      case Plan.Refusable refusable -> refuse(refusable);
      case Plan.Poison poison -> poison(poison);
    }
  }

  private void release(Plan.Release step) throws InterruptedException {
    String own = "own-" + step.id();
    switch (step.scenario()) {
      case SELF_ACCESS -> submit(step, asked(pick(selves, step), PurposeOfUse.PATRQT));
      case AUTHORIZED_BY_FORM -> submit(step, asked(pick(known, step), PurposeOfUse.HLEGAL));
      case EXPIRED_FORM -> submit(step, asked(pick(expired, step), PurposeOfUse.HLEGAL));
      case NO_FORM -> {
        patient(own);
        submit(step, asked(new Known(own, attorney, null), PurposeOfUse.HLEGAL));
      }
      case LATE_FORM -> {
        String reference = patientWithRecord(own);
        submit(step, asked(new Known(own, attorney, null), PurposeOfUse.HLEGAL));
        authorization(own, reference, attorney, false);
      }
      case UNKNOWN_PATIENT -> {
        submit(step, asked(new Known(own, attorney, null), PurposeOfUse.HLEGAL));
        authorization(own, patientWithRecord(own), attorney, false);
      }
      case REVOKED_FORM -> {
        String form = authorization(own, patientWithRecord(own), attorney, false);
        submit(step, asked(new Known(own, attorney, form), PurposeOfUse.HLEGAL));
        revoke(form);
      }
      case TREATMENT -> {
        relationship(own, patientWithRecord(own), provider, RelationshipKind.TREATMENT);
        submit(step, new Asked(own, provider, PurposeOfUse.TREAT, ENTIRE, null));
      }
      case CLAIM -> {
        relationship(own, patientWithRecord(own), plan, RelationshipKind.COVERAGE);
        submit(step, new Asked(own, plan, PurposeOfUse.HPAYMT, CLAIM, null));
      }
      case NO_RECORD -> {
        String form = authorization(own, patient(own), attorney, false);
        submit(step, asked(new Known(own, attorney, form), PurposeOfUse.HLEGAL));
      }
      case NO_END_POINT -> {
        String form = authorization(own, patientWithRecord(own), unreachable, false);
        submit(step, asked(new Known(own, unreachable, form), PurposeOfUse.HLEGAL));
      }
    }
  }

  private static Known pick(List<Known> from, Plan.Step step) {
    return from.get(step.number() % from.size());
  }

  private static Asked asked(Known known, PurposeOfUse purpose) {
    return new Asked(
        known.patient(), known.requester(), purpose, LABORATORY, known.authorization());
  }

  private void submit(Plan.Release step, Asked asked) throws InterruptedException {
    Set<ReleaseStatus> rests = step.brokenOff() ? Set.of() : step.scenario().rests();
    Called submission =
        submission(step.id(), step.channel(), step.client(), Kind.SUBMISSION, asked, rests);
    if (step.brokenOff()) {
      attempts.once(submission, Duration.ofMillis(1 + step.number() % 40));
      return;
    }
    expect(Outcome.OK, submission, attempts.insist(submission));
    for (int i = 0; i < step.duplicates(); i++) {
      expect(Outcome.OK, submission, attempts.insist(submission));
    }
    if (step.otherBody()) {
      boolean poison = step.channel() == Channel.KAFKA;
      Called other =
          submission(
              step.id(),
              step.channel(),
              step.client(),
              poison ? Kind.POISON : Kind.SUBMISSION,
              asked.otherwise(),
              Set.of());
      expect(poison ? Outcome.OK : Outcome.FAIL, other, attempts.insist(other));
    }
  }

  private Called submission(
      String id, Channel channel, String client, Kind kind, Asked asked, Set<ReleaseStatus> rests) {
    if (channel == Channel.REST) {
      byte[] body = Bodies.release(id, asked);
      Map<String, String> headers = new HashMap<>(Bodies.JSON_TYPE);
      headers.put("Idempotency-Key", id);
      return new Called(
          id,
          channel,
          kind,
          body,
          rests,
          wire.http("POST", access.intake() + "/api/v1/releases", access.clerk(), headers, body));
    }
    return event(id, channel, client, kind, Bodies.event(id, client, asked), rests);
  }

  private Called event(
      String id,
      Channel channel,
      String client,
      Kind kind,
      EncodedEvent event,
      Set<ReleaseStatus> rests) {
    Attempts.Send send =
        channel == Channel.KAFKA
            ? wire.record(Wire.toRecord(Topics.submissions(client), event))
            : wire.http(
                "POST",
                access.intake() + "/api/v1/events",
                access.engines().getOrDefault(client, ""),
                event.headers().entrySet().stream()
                    .collect(
                        Collectors.toMap(
                            header -> header.getKey().replace('_', '-'), Map.Entry::getValue)),
                event.value());
    return new Called(id, channel, kind, event.value(), rests, send);
  }

  private void refuse(Plan.Refusable step) throws InterruptedException {
    Asked stranger = new Asked(step.id(), step.id(), PurposeOfUse.HLEGAL, LABORATORY, null);
    Called submission =
        submission(step.id(), step.channel(), step.client(), Kind.REFUSED, stranger, Set.of());
    Answer answer = attempts.insist(submission);
    expect(step.channel() == Channel.KAFKA ? Outcome.OK : Outcome.FAIL, submission, answer);
  }

  private void poison(Plan.Poison step) throws InterruptedException {
    Asked asked = new Asked(step.id(), attorney, PurposeOfUse.HLEGAL, LABORATORY, null);
    Called poison =
        event(
            step.id(),
            Channel.KAFKA,
            step.client(),
            Kind.POISON,
            Bodies.poison(step.kind(), step.id(), step.client(), asked),
            Set.of());
    expect(Outcome.OK, poison, attempts.insist(poison));
  }

  /** Makes a patient known and returns the suite's reference. */
  private String patient(String patient) throws InterruptedException {
    Called call =
        evidence(
            "patient-" + patient,
            "POST",
            access.intake() + "/api/v1/patients",
            access.clerk(),
            Bodies.patient(patient));
    Answer answer = must(call);
    try {
      return JSON.readTree(answer.body()).path("patient").asText();
    } catch (IOException notJson) {
      throw new IllegalStateException("the answer to " + call.id() + " is not JSON", notJson);
    }
  }

  /** A patient whose record is there before anybody may ask for it. */
  private String patientWithRecord(String patient) throws InterruptedException {
    String reference = patient(patient);
    access.records().write(reference);
    return reference;
  }

  /** Somebody with a place at the recipients' server. */
  private String recipient(String id, String kind, @Nullable String name, @Nullable String self)
      throws InterruptedException {
    String user = id.length() > USER_NAME ? id.substring(id.length() - USER_NAME) : id;
    return requester(
        id,
        Bodies.requester(kind, name, self, access.recipients().endpoint(Bodies.ENDPOINT, user)));
  }

  private String requester(String id, byte[] body) throws InterruptedException {
    return made(
        evidence(
            "requester-" + id,
            "POST",
            access.intake() + "/api/v1/requesters",
            access.clerk(),
            body));
  }

  private String authorization(
      String patient, String reference, String requester, boolean hasExpired)
      throws InterruptedException {
    return made(
        evidence(
            "authorization-" + patient,
            "POST",
            access.authorization() + "/api/v1/authorizations",
            access.clerk(),
            Bodies.authorization(reference, requester, hasExpired)));
  }

  private void relationship(
      String patient, String reference, String requester, RelationshipKind kind)
      throws InterruptedException {
    must(
        evidence(
            "relationship-" + patient,
            "POST",
            access.authorization() + "/api/v1/relationships",
            access.clerk(),
            Bodies.relationship(reference, requester, kind)));
  }

  private void revoke(String authorization) throws InterruptedException {
    must(
        evidence(
            "revocation-" + authorization,
            "POST",
            access.authorization() + "/api/v1/authorizations/" + authorization + "/revocation",
            access.clerk(),
            Bodies.revocation()));
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

  private static void expect(Outcome expected, Called called, Answer answer) {
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
