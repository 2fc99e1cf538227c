package org.openroi.systemtests;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.openroi.event.DeliveryId;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.RecordType;
import org.openroi.event.ReleaseId;
import org.openroi.event.ReleaseStatus;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterKind;
import org.openroi.event.Scope;
import org.openroi.systemtests.checker.Disclosures.Act;
import org.openroi.systemtests.checker.Disclosures.Touch;
import org.openroi.systemtests.load.Bodies.Asked;
import org.openroi.systemtests.load.Bodies.Form;
import org.openroi.systemtests.load.Canary;
import org.openroi.systemtests.load.Desk;

/**
 * Revocations against deliveries, several at once, each at a moment and with a record of a size
 * that the seed draws. From the moment that a client knows a revocation as effective, the
 * recipients' ledger shows no byte more.
 */
final class Races {
  private static final int AT_ONCE = 6;
  private static final int VALUE = 2_000;
  private static final Duration EFFECTIVE_WITHIN = Duration.ofSeconds(90);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(8);
  private static final Duration ASK_AGAIN = Duration.ofMillis(25);
  private static final Scope ENTIRE = new Scope(Set.of(RecordType.ENTIRE_RECORD), null, null);

  /** Records of these many bytes: gone in one write, in dozens, in hundreds. */
  private static final int[] SIZES = {4_000, 400_000, 4_000_000, 12_000_000};

  private static final Duration SEEN_WITHIN = Duration.ofSeconds(30);

  /** From when on the revocation's delay counts. */
  private enum Start {
    REQUESTED(2_000),
    SEALED(1_000),
    SENDING(2_500);

    private final int longestMillis;

    Start(int longestMillis) {
      this.longestMillis = longestMillis;
    }
  }

  private final SuiteUnderTest suite;
  private final Desk desk;
  private final long seed;

  Races(SuiteUnderTest suite, Desk desk, long seed) {
    this.suite = suite;
    this.desk = desk;
    this.seed = seed;
  }

  /**
   * One race.
   *
   * @param revokedAt when the client handed the revocation in
   * @param effectiveAt what it was told
   * @param knownAt when it was told so
   */
  record Race(
      String release,
      DeliveryId delivery,
      Instant revokedAt,
      Instant effectiveAt,
      Instant knownAt) {}

  /**
   * How they ended.
   *
   * @param unsent nothing was ever given to the recipient
   * @param brokenOff some bytes were, and no package came of it
   * @param delivered it was whole before the revocation was effective
   * @param late writes and renames after the client knew, and after the instant that it was told
   */
  record Result(int races, int unsent, int brokenOff, int delivered, List<String> late) {}

  /** Runs so many. */
  List<Race> run(int count) throws InterruptedException {
    String attorney = desk.recipient("races-" + seed, RequesterKind.ATTORNEY, null);
    Semaphore room = new Semaphore(AT_ONCE);
    List<Race> races = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Race>> running = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        room.acquire();
        running.add(
            threads.submit(
                () -> {
                  try {
                    return race(number, attorney);
                  } finally {
                    room.release();
                  }
                }));
      }
      for (Future<Race> each : running) {
        races.add(each.get());
      }
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a race broke", failed.getCause());
    }
    return races;
  }

  private Race race(int number, String attorney) throws InterruptedException {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
    String name = "race-" + seed + "-" + number;
    int size = SIZES[random.nextInt(SIZES.length)];
    Start start = Start.values()[random.nextInt(Start.values().length)];
    int delay = random.nextInt(start.longestMillis);
    String reference = desk.patient(name);
    String id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    suite.records().page(reference, id, record(id, size, random));
    String form = desk.authorization(name, new Form(reference, attorney, ENTIRE, Set.of(), false));
    String release =
        desk.release(
            name,
            new Asked(name, attorney, PurposeOfUse.HLEGAL, ENTIRE, form),
            Set.of(ReleaseStatus.DENIED, ReleaseStatus.DELIVERED));
    DeliveryId delivery =
        DeliveryId.of(ReleaseId.of(release), RequesterId.of(attorney), "inbox", 1);
    await(start, release, delivery);
    Patience.pause(Duration.ofMillis(delay));
    Instant revokedAt = Instant.now();
    Instant deadline = revokedAt.plus(EFFECTIVE_WITHIN);
    Optional<Instant> effective = desk.revoke(form);
    while (effective.isEmpty()) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("the revocation of " + name + " never became effective");
      }
      Patience.pause(ASK_AGAIN);
      effective = desk.revoke(form);
    }
    return new Race(release, delivery, revokedAt, effective.get(), Instant.now());
  }

  /** Returns when it has come so far, or so much time is over that it may have. */
  private void await(Start start, String release, DeliveryId delivery) throws InterruptedException {
    Instant deadline = Instant.now().plus(SEEN_WITHIN);
    while (!isThere(start, release, delivery) && Instant.now().isBefore(deadline)) {
      Patience.pause(LOOK_AGAIN);
    }
  }

  private boolean isThere(Start start, String release, DeliveryId delivery)
      throws InterruptedException {
    return switch (start) {
      case REQUESTED -> true;
      case SEALED ->
          desk.disclosure(release)
              .filter(seen -> !seen.path("state").asText().equals("TO_PREPARE"))
              .isPresent();
      case SENDING -> isBegun(delivery);
    };
  }

  private boolean isBegun(DeliveryId delivery) {
    String[] files = suite.received().resolve("races-" + seed).toFile().list();
    return files != null && Stream.of(files).anyMatch(name -> name.contains(delivery.toString()));
  }

  /** Holds the races against the recipients' ledger, once all is at rest. */
  static Result judge(List<Race> races, List<Touch> ledger) {
    int unsent = 0;
    int brokenOff = 0;
    int delivered = 0;
    List<String> late = new ArrayList<>();
    for (Race race : races) {
      String name = race.delivery().toString();
      List<Touch> touches =
          ledger.stream()
              .filter(touch -> touch.act() == Act.WRITE || touch.act() == Act.RENAME)
              .filter(touch -> touch.path().contains(name))
              .toList();
      touches.stream()
          .filter(
              touch ->
                  touch.at().isAfter(race.knownAt())
                      || touch.at().isAfter(race.effectiveAt().plusMillis(1)))
          .forEach(
              touch ->
                  late.add(
                      "%s at %s, effective at %s, known at %s"
                          .formatted(touch.act(), touch.at(), race.effectiveAt(), race.knownAt())));
      if (touches.isEmpty()) {
        unsent++;
      } else if (touches.stream().anyMatch(touch -> touch.act() == Act.RENAME)) {
        delivered++;
      } else {
        brokenOff++;
      }
    }
    return new Result(races.size(), unsent, brokenOff, delivered, late);
  }

  /** Observations that cannot be compressed, so that they take their time. */
  private static byte[] record(String id, int size, SplittableRandom random) {
    StringBuilder record =
        new StringBuilder(size + VALUE)
            .append(
                """
                {"resourceType": "Bundle", "type": "searchset", "entry": [
                 {"resource": {"resourceType": "Patient", "id": "%s", "name": [{"family": "%s"}]}}"""
                    .formatted(id, Canary.RECORD));
    for (int number = 0; record.length() < size; number++) {
      StringBuilder value = new StringBuilder(VALUE);
      while (value.length() < VALUE) {
        value.append(Long.toString(random.nextLong(Long.MAX_VALUE), Character.MAX_RADIX));
      }
      record.append(
          """
          ,
           {"resource": {"resourceType": "Observation", "id": "o%d", "status": "final", "subject": {"reference": "Patient/%s"},
            "effectiveDateTime": "2026-03-05", "code": {"text": "made up"}, "valueString": "0%s"}}"""
              .formatted(number, id, value));
    }
    return record.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }
}
