package org.openroi.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openroi.event.EventType;
import org.openroi.event.ReleaseId;

@QuarkusTest
@DisplayName("Workers and withdrawals at once, on the real database")
class RacesTest {
  private static final int MANY = 80;

  @Inject Disclosures disclosures;
  @Inject ClaimDisclosure claimDisclosure;
  @Inject ChangeDisclosure changeDisclosure;
  @Inject WithdrawDisclosure withdrawDisclosure;
  @Inject AgroalDataSource database;

  private List<DisclosureFixture> given() {
    List<DisclosureFixture> all = new ArrayList<>();
    IntStream.range(0, MANY).forEach(_ -> all.add(new DisclosureFixture()));
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                all.forEach(
                    f -> {
                      Disclosure begun = Disclosure.of(f.order(1));
                      disclosures.add(
                          begun.claimed().seal(f.parcel(begun.order().delivery())).disclosure());
                    }));
    return all;
  }

  /** The types of the events of a release, in the order of their versions. */
  private List<String> published(ReleaseId release) throws SQLException {
    List<String> types = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT headers FROM outbox WHERE subject = ? ORDER BY version")) {
      statement.setString(1, release.toString());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          types.add(
              row.getString(1)
                  .lines()
                  .filter(line -> line.startsWith("ce_type: "))
                  .findFirst()
                  .orElseThrow()
                  .substring("ce_type: ".length()));
        }
      }
    }
    return types;
  }

  private boolean attempt(Claim claim) {
    return changeDisclosure
        .change(claim, now -> now.attempt(DisclosureFixture.NOW), () -> {}, DisclosureFixture.NOW)
        .isPresent();
  }

  @Test
  @DisplayName("No two get the same claim, and no attempt is announced after its withdrawal")
  void attemptsAgainstWithdrawals() throws Exception {
    List<DisclosureFixture> all = given();
    Set<ReleaseId> ours = new HashSet<>();
    all.forEach(f -> ours.add(f.release));
    Map<ReleaseId, Integer> claims = new ConcurrentHashMap<>();
    Map<ReleaseId, Boolean> attempted = new ConcurrentHashMap<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        running.add(
            threads.submit(
                () -> {
                  for (Optional<Claim> claim = claimDisclosure.claim(Work.DELIVER);
                      claim.isPresent();
                      claim = claimDisclosure.claim(Work.DELIVER)) {
                    ReleaseId release = claim.get().disclosure().order().release();
                    if (ours.contains(release)) {
                      claims.merge(release, 1, Integer::sum);
                      attempted.put(release, attempt(claim.get()));
                    }
                  }
                }));
      }
      for (int half = 0; half < 2; half++) {
        int first = half;
        running.add(
            threads.submit(
                () -> {
                  for (int i = first; i < MANY; i += 2) {
                    DisclosureFixture f = all.get(MANY - 1 - i);
                    withdrawDisclosure.withdraw(
                        f.release, 2, f.denied(2).id(), DisclosureFixture.NOW);
                  }
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    assertThat(claims.values()).containsOnly(1);
    int withdrawn = 0;
    for (DisclosureFixture f : all) {
      Disclosure now =
          QuarkusTransaction.requiringNew().call(() -> disclosures.find(f.release)).orElseThrow();
      List<String> types = published(f.release);
      if (attempted.getOrDefault(f.release, false)) {
        assertThat(types).containsExactly(EventType.DELIVERY_ATTEMPTED.wire());
        assertThat(now.openAttempt().withdrawal()).isEqualTo(new Withdrawal(2, null));
      } else {
        withdrawn++;
        assertThat(types).containsExactly(EventType.DISCLOSURE_WITHDRAWN.wire());
        assertThat(now.stage()).isInstanceOf(Stage.Withdrawn.class);
      }
    }
    assertThat(withdrawn).isBetween(0, MANY);
  }
}
