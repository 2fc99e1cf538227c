package org.openroi.authorization.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.openroi.authorization.RunningAuthorization.PERMIT_VALIDITY;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openroi.authorization.ClosePermit;
import org.openroi.authorization.CompleteRevocation;
import org.openroi.authorization.DecideRelease;
import org.openroi.authorization.GrantPermit;
import org.openroi.authorization.KeepRequester;
import org.openroi.authorization.Permission;
import org.openroi.authorization.RecordAuthorization;
import org.openroi.authorization.Releases;
import org.openroi.authorization.RevokeAuthorization;
import org.openroi.authorization.policy.Authorization;
import org.openroi.authorization.policy.AuthorizationFixture;
import org.openroi.authorization.policy.CaseFixture;
import org.openroi.authorization.policy.Decision;
import org.openroi.authorization.policy.Recipient;
import org.openroi.authorization.policy.ReleaseRequest;
import org.openroi.authorization.policy.Revocation;
import org.openroi.event.AuthorizationId;
import org.openroi.event.DeliveryId;
import org.openroi.event.EventId;
import org.openroi.event.PatientRef;
import org.openroi.event.ReleaseId;
import org.openroi.event.RequesterId;
import org.openroi.event.VerificationLevel;

/**
 * Deliveries that ask for permits, renew and close them while the authorization is revoked, over
 * and over, with pauses drawn from a seed that is printed when it fails. Two instances could not do
 * worse: all that they share is the database, as these threads do.
 */
@QuarkusTest
@DisplayName("45 CFR 164.508(b)(5): a revocation beside deliveries")
class PermitRacesTest {
  private static final long SEED = Long.getLong("openroi.seed", System.nanoTime());
  private static final int ROUNDS = Integer.getInteger("openroi.permit-races", 300);

  @Inject AgroalDataSource database;
  @Inject DecideRelease decideRelease;
  @Inject KeepRequester keepRequester;
  @Inject RecordAuthorization recordAuthorization;
  @Inject RevokeAuthorization revokeAuthorization;
  @Inject CompleteRevocation completeRevocation;
  @Inject GrantPermit grantPermit;
  @Inject ClosePermit closePermit;
  @Inject Releases releases;

  private final Random random = new Random(SEED);

  /** One authorization, two releases under it, and a third that is requested meanwhile. */
  private final class Round {
    private final PatientRef patient = new PatientRef(UUID.randomUUID());
    private final RequesterId requester = new RequesterId(UUID.randomUUID());
    private final Authorization authorization;
    private final ReleaseRequest naming;
    private final ReleaseRequest searching;
    private volatile boolean accepted;
    private int granted;

    private Round() {
      AuthorizationFixture fixture = AuthorizationFixture.valid().fresh();
      fixture.patient = patient;
      fixture.recipients = List.of(new Recipient(requester, null, null, null, null));
      authorization = fixture.build();
      keepAttorney();
      recordAuthorization.record(authorization, cause(), Instant.now());
      naming = request(authorization.id());
      searching = request(null);
      decide(naming);
      decide(searching);
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

    private Void decide(ReleaseRequest request) {
      decideRelease.decide(request, cause(), Instant.now());
      return null;
    }

    private Void keepAttorney() {
      CaseFixture c = CaseFixture.attorney();
      c.requester = requester;
      c.verification = VerificationLevel.DOCUMENT_CHECKED;
      keepRequester.keep(c.entry(), cause(), Instant.now());
      return null;
    }

    /** Asks, renews, and closes at the end, or dies before it does. */
    private Callable<Void> delivery(ReleaseRequest request) {
      int renewals = random.nextInt(5);
      boolean dies = random.nextInt(10) == 0;
      long pause = random.nextLong(TimeUnit.MILLISECONDS.toNanos(2));
      DeliveryId delivery = DeliveryId.of(request.release(), requester, request.endpoint(), 1);
      return () -> {
        for (int i = 0; i <= renewals && ask(request, delivery); i++) {
          LockSupport.parkNanos(pause);
        }
        if (!dies) {
          closePermit.close(request.release(), delivery, Instant.now());
        }
        return null;
      };
    }

    private boolean ask(ReleaseRequest request, DeliveryId delivery) {
      boolean late = accepted;
      Permission permission =
          grantPermit.grant(request.release(), delivery, 1, cause(), Instant.now()).orElseThrow();
      boolean yes = permission instanceof Permission.Granted;
      assertThat(late && yes).as("granted after the revocation, seed %d", SEED).isFalse();
      if (yes) {
        count();
      }
      return yes;
    }

    private synchronized void count() {
      granted++;
    }

    /** Whether it was effective at once. */
    private Boolean revoke() {
      Instant now = Instant.now();
      Authorization revoked =
          revokeAuthorization
              .revoke(
                  authorization.id(), Set.of("main-campus"), new Revocation(now, null, null), now)
              .orElseThrow();
      accepted = true;
      return revoked.revocation().effectiveAt() != null;
    }

    private Decision last(ReleaseRequest request) {
      return QuarkusTransaction.requiringNew()
          .call(() -> releases.decisions(request.release()).getLast().decision());
    }
  }

  private static EventId cause() {
    return EventId.of(UUID.randomUUID());
  }

  @Test
  @DisplayName("No permit is given or renewed after it, and it is effective when none is open")
  void aRevocationBesideDeliveries() throws Exception {
    List<Round> rounds = new ArrayList<>();
    int atOnce = 0;
    int granted = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(5)) {
      for (int i = 0; i < ROUNDS; i++) {
        Round round = new Round();
        rounds.add(round);
        ReleaseRequest meanwhile = round.request(round.authorization.id());
        List<Future<?>> done =
            together(
                threads,
                round.delivery(round.naming),
                round.delivery(round.searching),
                () -> round.decide(meanwhile),
                round::keepAttorney,
                round::revoke);
        for (Future<?> each : done) {
          each.get(30, TimeUnit.SECONDS);
        }
        atOnce += done.getLast().get().equals(true) ? 1 : 0;
        granted += round.granted;
        for (ReleaseRequest each : List.of(round.naming, round.searching, meanwhile)) {
          assertThat(round.last(each))
              .as("seed %d, round %d", SEED, i)
              .isInstanceOf(Decision.Denied.class);
        }
      }
    }
    assertThat(atOnce).as("both ways happen; seed %d", SEED).isBetween(1, ROUNDS - 1);
    assertThat(granted).as("deliveries that went, seed %d", SEED).isGreaterThan(ROUNDS / 2);
    await()
        .atMost(PERMIT_VALIDITY.plusSeconds(20))
        .until(() -> completeRevocation.pending().isEmpty());
    for (Round round : rounds) {
      UUID id = round.authorization.id().value();
      assertThat(
              count(
                  """
                  SELECT count(*) FROM permit p JOIN authorization_form a ON a.id = p.authorization_id
                  WHERE a.id = ?
                    AND p.valid_until - %d * interval '1 millisecond' >= a.revocation_recorded_at
                  """
                      .formatted(PERMIT_VALIDITY.toMillis()),
                  id))
          .as("granted or renewed after the revocation was recorded, seed %d", SEED)
          .isZero();
      assertThat(
              count(
                  """
                  SELECT count(*) FROM permit p JOIN authorization_form a ON a.id = p.authorization_id
                  WHERE a.id = ? AND a.revocation_effective_at
                    < least(p.valid_until, coalesce(p.closed_at, p.valid_until))
                  """,
                  id))
          .as("open when the revocation was effective, seed %d", SEED)
          .isZero();
      assertThat(
              count(
                  "SELECT count(*) FROM outbox WHERE subject = ?::text AND headers LIKE"
                      + " '%authorization.revoked%'",
                  id))
          .as("said once, seed %d", SEED)
          .isEqualTo(1);
    }
  }

  private List<Future<?>> together(ExecutorService threads, Callable<?>... acts) {
    CyclicBarrier start = new CyclicBarrier(acts.length);
    List<Future<?>> done = new ArrayList<>();
    for (Callable<?> act : acts) {
      long pause = random.nextLong(TimeUnit.MILLISECONDS.toNanos(6));
      done.add(
          threads.submit(
              () -> {
                start.await();
                LockSupport.parkNanos(pause);
                return act.call();
              }));
    }
    return done;
  }

  private long count(String sql, UUID id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, id);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
