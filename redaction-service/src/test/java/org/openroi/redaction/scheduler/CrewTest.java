package org.openroi.redaction.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openroi.redaction.Claim;
import org.openroi.redaction.DisclosureSteps;

class CrewTest {
  private final Queue<Claim> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger afterwards = new AtomicInteger();
  private final AtomicBoolean away = new AtomicBoolean();
  private Crew crew;

  private void start(Crew.Task task) {
    crew =
        new Crew(
            "test",
            2,
            () -> {
              if (away.get()) {
                throw new IllegalStateException("the store is away");
              }
              return Optional.ofNullable(waiting.poll());
            },
            task,
            afterwards::incrementAndGet);
    crew.start();
  }

  @AfterEach
  void stop() {
    crew.stop();
    crew.drain(Duration.ofSeconds(1));
  }

  private void give(int claims) {
    for (int i = 0; i < claims; i++) {
      waiting.add(DisclosureSteps.claim());
    }
    crew.wake();
  }

  @Test
  void worksOnEachClaimOnce() {
    start(_ -> done.incrementAndGet());
    give(50);
    await().untilAsserted(() -> assertThat(crew.worked()).isEqualTo(50));
    assertThat(done).hasValue(50);
    assertThat(afterwards).hasValue(50);
    assertThat(crew.underWay()).isEmpty();
  }

  @Test
  @DisplayName("No fault ends a thread, not even of the machine")
  void aFaultEndsNothing() {
    start(
        _ -> {
          if (done.incrementAndGet() <= 5) {
            throw new OutOfMemoryError("made up");
          }
        });
    give(10);
    await().untilAsserted(() -> assertThat(crew.worked()).isEqualTo(5));
    assertThat(crew.faults()).isEqualTo(5);
    assertThat(crew.underWay()).isEmpty();
  }

  @Test
  @DisplayName("Says when nothing can be claimed, and goes on when it can again")
  void aStoreThatIsAway() {
    start(_ -> done.incrementAndGet());
    away.set(true);
    await().until(crew::isBlocked);
    away.set(false);
    give(1);
    await().until(() -> done.get() == 1);
    assertThat(crew.isBlocked()).isFalse();
  }

  @Test
  @DisplayName("At the end nothing more is claimed; what takes too long is broken off")
  void theEnd() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean brokenOff = new AtomicBoolean();
    start(
        _ -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException interrupted) {
            brokenOff.set(true);
          }
        });
    give(1);
    begun.await();
    assertThat(crew.underWay()).hasSize(1);
    crew.stop();
    waiting.add(DisclosureSteps.claim());
    crew.drain(Duration.ofMillis(200));
    assertThat(brokenOff).isTrue();
    assertThat(waiting).hasSize(1);
  }
}
