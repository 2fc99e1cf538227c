package org.openroi.authorization.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openroi.authorization.DecideRelease;
import org.openroi.authorization.DecisionOnRecord;
import org.openroi.authorization.KeepRequester;
import org.openroi.authorization.MatchPatient;
import org.openroi.authorization.RecordAuthorization;
import org.openroi.authorization.Releases;
import org.openroi.authorization.RevokeAuthorization;
import org.openroi.authorization.policy.Authorization;
import org.openroi.authorization.policy.AuthorizationFixture;
import org.openroi.authorization.policy.CaseFixture;
import org.openroi.authorization.policy.Decision;
import org.openroi.authorization.policy.DenialReason;
import org.openroi.authorization.policy.Recipient;
import org.openroi.authorization.policy.ReleaseRequest;
import org.openroi.authorization.policy.Revocation;
import org.openroi.event.AuthorizationId;
import org.openroi.event.EventId;
import org.openroi.event.PatientRef;
import org.openroi.event.ReleaseId;
import org.openroi.event.RequesterId;
import org.openroi.event.VerificationLevel;

/**
 * Evidence and decisions at the same moment, over and over, with pauses drawn from a seed that is
 * printed when it fails.
 */
@QuarkusTest
@DisplayName("Whichever comes first, the outcome is the same")
class RacesTest {
  private static final long SEED = Long.getLong("openroi.seed", System.nanoTime());
  private static final int ROUNDS = Integer.getInteger("openroi.races", 60);
  private static final Set<String> FACILITIES = Set.of("main-campus");

  @Inject DecideRelease decideRelease;
  @Inject KeepRequester keepRequester;
  @Inject MatchPatient matchPatient;
  @Inject RecordAuthorization recordAuthorization;
  @Inject RevokeAuthorization revokeAuthorization;
  @Inject Releases releases;

  private final Random random = new Random(SEED);

  /** One patient, one attorney, one authorization between them. */
  private final class Round {
    private final PatientRef patient = new PatientRef(UUID.randomUUID());
    private final RequesterId requester = new RequesterId(UUID.randomUUID());
    private final Authorization authorization;

    private Round() {
      AuthorizationFixture fixture = AuthorizationFixture.valid().fresh();
      fixture.patient = patient;
      fixture.recipients = List.of(new Recipient(requester, null, null, null, null));
      authorization = fixture.build();
    }

    private void keepAttorney(VerificationLevel verification) {
      CaseFixture c = CaseFixture.attorney();
      c.requester = requester;
      c.verification = verification;
      keepRequester.keep(c.entry(), cause(), Instant.now());
    }

    private ReleaseRequest request(AuthorizationId named) {
      CaseFixture c = CaseFixture.attorney();
      return new ReleaseRequest(
          new ReleaseId(UUID.randomUUID()),
          c.facility,
          requester,
          c.endpoint,
          c.purpose,
          c.scope,
          named,
          patient,
          Instant.now());
    }

    private void decide(ReleaseRequest request) {
      decideRelease.decide(request, cause(), Instant.now());
    }

    private void record() {
      recordAuthorization.record(authorization, cause(), Instant.now());
    }

    private void revoke() {
      Instant now = Instant.now();
      revokeAuthorization.revoke(
          authorization.id(), FACILITIES, new Revocation(now, null, null), now);
    }
  }

  private static EventId cause() {
    return EventId.of(UUID.randomUUID());
  }

  private List<DecisionOnRecord> decisions(ReleaseRequest request) {
    return QuarkusTransaction.requiringNew().call(() -> releases.decisions(request.release()));
  }

  private Decision last(ReleaseRequest request) {
    return decisions(request).getLast().decision();
  }

  /** Runs all at once, each after a pause of up to two milliseconds. */
  private void together(Runnable... acts) throws Exception {
    CyclicBarrier start = new CyclicBarrier(acts.length);
    try (ExecutorService threads = Executors.newFixedThreadPool(acts.length)) {
      List<Future<?>> done = new ArrayList<>();
      for (Runnable act : acts) {
        long pause = random.nextLong(TimeUnit.MILLISECONDS.toNanos(2));
        done.add(
            threads.submit(
                () -> {
                  start.await();
                  LockSupport.parkNanos(pause);
                  act.run();
                  return null;
                }));
      }
      for (Future<?> each : done) {
        each.get(30, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  @DisplayName("164.508(b)(5): no decision made beside a revocation slips through it")
  void aRevocationCatchesEveryDecision() throws Exception {
    int withdrawn = 0;
    for (int i = 0; i < ROUNDS; i++) {
      Round round = new Round();
      round.keepAttorney(VerificationLevel.DOCUMENT_CHECKED);
      round.record();
      ReleaseRequest naming = round.request(round.authorization.id());
      ReleaseRequest searching = round.request(null);
      together(() -> round.decide(naming), () -> round.decide(searching), round::revoke);
      assertThat(last(naming))
          .as("seed %d, round %d", SEED, i)
          .isEqualTo(new Decision.Denied(Set.of(DenialReason.AUTH_REVOKED)));
      assertThat(last(searching))
          .as("seed %d, round %d", SEED, i)
          .isNotInstanceOf(Decision.Authorized.class);
      withdrawn += decisions(naming).size() - 1;
    }
    assertThat(withdrawn).as("both orders happen; seed %d", SEED).isBetween(1, ROUNDS - 1);
  }

  @Test
  @DisplayName("An authorization recorded beside a decision is not overlooked")
  void lateAuthorizationIsNotOverlooked() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      Round round = new Round();
      round.keepAttorney(VerificationLevel.DOCUMENT_CHECKED);
      ReleaseRequest request = round.request(null);
      together(() -> round.decide(request), round::record);
      assertThat(last(request))
          .as("seed %d, round %d", SEED, i)
          .isInstanceOf(Decision.Authorized.class);
    }
  }

  @Test
  @DisplayName("A requester registered or verified beside a decision is not overlooked")
  void lateRequesterIsNotOverlooked() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      Round round = new Round();
      if (random.nextBoolean()) {
        round.keepAttorney(VerificationLevel.NOT_VERIFIED);
      }
      round.record();
      ReleaseRequest request = round.request(null);
      together(
          () -> round.decide(request),
          () -> round.keepAttorney(VerificationLevel.DOCUMENT_CHECKED));
      assertThat(last(request))
          .as("seed %d, round %d", SEED, i)
          .isInstanceOf(Decision.Authorized.class);
    }
  }

  @Test
  @DisplayName("Two kinds of evidence at once decide a held release once more, not twice")
  void evidenceFromTwoSidesAddsUp() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      Round round = new Round();
      round.keepAttorney(VerificationLevel.DOCUMENT_CHECKED);
      ReleaseRequest known = round.request(null);
      ReleaseRequest request =
          new ReleaseRequest(
              known.release(),
              known.facility(),
              known.requester(),
              known.endpoint(),
              known.purpose(),
              known.scope(),
              null,
              null,
              known.receivedAt());
      round.decide(request);
      together(
          round::record,
          () -> matchPatient.match(request.release(), round.patient, cause(), Instant.now()));
      assertThat(last(request))
          .as("seed %d, round %d", SEED, i)
          .isInstanceOf(Decision.Authorized.class);
      List<DecisionOnRecord> all = decisions(request);
      assertThat(all)
          .extracting(DecisionOnRecord::version)
          .isEqualTo(IntStream.rangeClosed(1, all.size()).boxed().toList());
    }
  }
}
