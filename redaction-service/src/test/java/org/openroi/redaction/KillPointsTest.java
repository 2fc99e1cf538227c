package org.openroi.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openroi.event.DisclosureDelivered;
import org.openroi.event.DisclosureWithdrawn;
import org.openroi.redaction.sftp.SftpServer;
import org.openroi.redaction.sftp.SftpServer.Moment;

@DisplayName("Killed anywhere, a delivery arrives once or not at all, and is known for what it is")
class KillPointsTest {
  @TempDir Path home;

  private static void run(Workshop w, Kill kill) throws IOException {
    Optional<Claim> claim = w.claim();
    if (claim.isEmpty()) {
      w.pass(Duration.ofSeconds(31));
      return;
    }
    try {
      w.worker(kill, Retrying.RECONCILE).deliver(claim.get());
    } catch (Kill.Killed gone) {
      w.pass(Workshop.LEASE);
    }
  }

  private static void assertDelivered(Workshop w, String when) {
    assertThat(w.standing()).as(when).isEqualTo(Standing.DELIVERED);
    assertThat(w.server.files()).as(when).isEqualTo(Map.of(w.name(), w.sha256));
    assertThat(w.published(DisclosureDelivered.class)).as(when).isEqualTo(1);
  }

  @Test
  @DisplayName("at every step of a delivery")
  void atEveryStep() throws IOException {
    int step = 0;
    boolean killed = true;
    while (killed) {
      try (Workshop w = new Workshop(home, 70_000)) {
        w.given();
        Kill kill = new Kill(step);
        run(w, kill);
        killed = kill.happened();
        w.workUntilSettled();
        assertDelivered(w, "killed at step " + step);
        wipe(w);
      }
      step++;
    }
    assertThat(step).isGreaterThan(20);
  }

  @Test
  @DisplayName("at every step of putting right what was killed before the name was given")
  void atEveryStepOfReconciling() throws IOException {
    for (Moment broken : new Moment[] {Moment.WRITTEN, Moment.RENAMING, Moment.RENAMED}) {
      int step = 0;
      boolean killed = true;
      while (killed) {
        try (Workshop w = new Workshop(home, 70_000)) {
          w.given();
          w.server.once(broken, SftpServer.drops());
          w.worker().deliver(w.claim().orElseThrow());
          w.pass(Duration.ofSeconds(31));
          Kill kill = new Kill(step);
          run(w, kill);
          killed = kill.happened();
          w.workUntilSettled();
          assertDelivered(w, broken + ", killed at step " + step);
          wipe(w);
        }
        step++;
      }
      assertThat(step).isGreaterThan(5);
    }
  }

  @Test
  @DisplayName("again and again, with a server that drops, permits that are refused, withdrawals")
  void againAndAgain() throws IOException {
    int delivered = 0;
    int withdrawn = 0;
    long first = Long.getLong("openroi.seed", 20_261_120);
    int runs = Integer.getInteger("openroi.runs", 25);
    for (long seed = first; seed < first + runs; seed++) {
      Random random = new Random(seed);
      try (Workshop w = new Workshop(home, 40_000 + random.nextInt(60_000))) {
        w.given();
        int trials = 1 + random.nextInt(6);
        for (int i = 0; i < trials && w.standing() == Standing.TO_DELIVER; i++) {
          if (random.nextInt(3) == 0) {
            w.server.once(
                Moment.values()[random.nextInt(Moment.values().length)], SftpServer.drops());
          }
          if (random.nextInt(12) == 0) {
            w.permits.refuse();
          }
          if (random.nextInt(12) == 0) {
            w.withdraw(2);
          }
          run(w, new Kill(random.nextInt(45)));
        }
        w.server.heal();
        w.workUntilSettled();
        String when = "seed " + seed;
        if (w.standing() == Standing.WITHDRAWN) {
          withdrawn++;
          assertThat(w.server.files()).as(when).isEmpty();
          assertThat(w.published(DisclosureWithdrawn.class)).as(when).isEqualTo(1);
          assertThat(w.published(DisclosureDelivered.class)).as(when).isZero();
        } else {
          delivered++;
          assertDelivered(w, when);
          assertThat(w.published(DisclosureWithdrawn.class)).as(when).isZero();
        }
        wipe(w);
      }
    }
    assertThat(delivered).isPositive();
    assertThat(withdrawn).isPositive();
  }

  private static void wipe(Workshop w) throws IOException {
    for (String file : w.server.files().keySet()) {
      java.nio.file.Files.delete(w.server.folder().resolve(file));
    }
  }
}
