package org.openroi.systemtests.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
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
import org.openroi.event.RequesterKind;
import org.openroi.event.Scope;
import org.openroi.event.Topics;
import org.openroi.systemtests.checker.Call.Kind;
import org.openroi.systemtests.checker.Call.Outcome;
import org.openroi.systemtests.load.Attempts.Answer;
import org.openroi.systemtests.load.Attempts.Called;
import org.openroi.systemtests.load.Bodies.Asked;
import org.openroi.systemtests.load.Bodies.Days;
import org.openroi.systemtests.load.Bodies.Form;

/** Carries a plan out against a running suite and keeps the history of it. */
public final class Load implements AutoCloseable {
  static final String[] CLIENTS = {"engine-a", "engine-b"};

  private static final int AT_ONCE = 24;
  private static final Scope LABORATORY =
      new Scope(Set.of(RecordType.LABORATORY_REPORT), null, null);
  private static final Scope ENTIRE = new Scope(Set.of(RecordType.ENTIRE_RECORD), null, null);
  private static final Days CLAIM = new Days(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31));
  private static final Scope OF_THE_CLAIM =
      new Scope(Set.of(RecordType.ENTIRE_RECORD), CLAIM.from(), CLAIM.to());
  private static final int PATIENTS = 12;

  private final Desk.Access access;
  private final Desk desk;
  private final List<Known> known = new ArrayList<>();
  private final List<Known> expired = new ArrayList<>();
  private final List<Known> selves = new ArrayList<>();
  private final Semaphore room = new Semaphore(AT_ONCE);
  private String attorney = "";
  private String unreachable = "";
  private String provider = "";
  private String plan = "";

  /**
   * A patient with what is on file.
   *
   * @param requester who asks: the patient, or a third party
   */
  private record Known(String patient, String requester, @Nullable String authorization) {}

  /** What the client did. */
  public record Done(int steps, long attempts, long uncertain, Duration took) {}

  public Load(Desk.Access access, Path history) throws IOException {
    this.access = access;
    this.desk = new Desk(access, history);
  }

  /** Where it all is done; its history is this load's. */
  public Desk desk() {
    return desk;
  }

  /** Makes clients, requesters, patients and authorizations known that many releases share. */
  public void prepare(String run) throws InterruptedException {
    for (String client : CLIENTS) {
      desk.client(client, run);
    }
    attorney = desk.recipient("attorney-" + run, RequesterKind.ATTORNEY, null);
    provider = desk.recipient("provider-" + run, RequesterKind.PROVIDER, null);
    plan = desk.recipient("plan-" + run, RequesterKind.HEALTH_PLAN, null);
    unreachable = desk.requester("portal-" + run, RequesterKind.ATTORNEY, null, Bodies.portal());
    for (int i = 0; i < PATIENTS; i++) {
      String patient = run + "-known-" + i;
      known.add(
          new Known(
              patient, attorney, form(patient, desk.patientWithRecord(patient), attorney, false)));
      String late = run + "-expired-" + i;
      expired.add(
          new Known(late, attorney, form(late, desk.patientWithRecord(late), attorney, true)));
      String self = run + "-self-" + i;
      selves.add(
          new Known(
              self,
              desk.recipient(self, RequesterKind.INDIVIDUAL, desk.patientWithRecord(self)),
              null));
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
        desk.attempts().attempts(),
        desk.attempts().uncertain(),
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
        desk.patient(own);
        submit(step, asked(new Known(own, attorney, null), PurposeOfUse.HLEGAL));
      }
      case LATE_FORM -> {
        String reference = desk.patientWithRecord(own);
        submit(step, asked(new Known(own, attorney, null), PurposeOfUse.HLEGAL));
        form(own, reference, attorney, false);
      }
      case UNKNOWN_PATIENT -> {
        submit(step, asked(new Known(own, attorney, null), PurposeOfUse.HLEGAL));
        form(own, desk.patientWithRecord(own), attorney, false);
      }
      case REVOKED_FORM -> {
        String form = form(own, desk.patientWithRecord(own), attorney, false);
        submit(step, asked(new Known(own, attorney, form), PurposeOfUse.HLEGAL));
        desk.revoke(form);
      }
      case TREATMENT -> {
        desk.relationship(
            own, desk.patientWithRecord(own), provider, RelationshipKind.TREATMENT, CLAIM);
        submit(step, new Asked(own, provider, PurposeOfUse.TREAT, ENTIRE, null));
      }
      case CLAIM -> {
        desk.relationship(own, desk.patientWithRecord(own), plan, RelationshipKind.COVERAGE, CLAIM);
        submit(step, new Asked(own, plan, PurposeOfUse.HPAYMT, OF_THE_CLAIM, null));
      }
      case NO_RECORD -> {
        String form = form(own, desk.patient(own), attorney, false);
        submit(step, asked(new Known(own, attorney, form), PurposeOfUse.HLEGAL));
      }
      case NO_END_POINT -> {
        String form = form(own, desk.patientWithRecord(own), unreachable, false);
        submit(step, asked(new Known(own, unreachable, form), PurposeOfUse.HLEGAL));
      }
    }
  }

  private String form(String patient, String reference, String requester, boolean hasExpired)
      throws InterruptedException {
    return desk.authorization(
        patient, new Form(reference, requester, LABORATORY, Set.of(), hasExpired));
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
      desk.attempts().once(submission, Duration.ofMillis(1 + step.number() % 40));
      return;
    }
    Desk.expect(Outcome.OK, submission, desk.attempts().insist(submission));
    for (int i = 0; i < step.duplicates(); i++) {
      Desk.expect(Outcome.OK, submission, desk.attempts().insist(submission));
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
      Desk.expect(poison ? Outcome.OK : Outcome.FAIL, other, desk.attempts().insist(other));
    }
  }

  private Called submission(
      String id, Channel channel, String client, Kind kind, Asked asked, Set<ReleaseStatus> rests) {
    if (channel == Channel.REST) {
      return desk.submission(id, asked, kind, rests);
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
            ? desk.wire().record(Wire.toRecord(Topics.submissions(client), event))
            : desk.wire()
                .http(
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
    Answer answer = desk.attempts().insist(submission);
    Desk.expect(step.channel() == Channel.KAFKA ? Outcome.OK : Outcome.FAIL, submission, answer);
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
    Desk.expect(Outcome.OK, poison, desk.attempts().insist(poison));
  }

  @Override
  public void close() throws IOException {
    desk.close();
  }
}
