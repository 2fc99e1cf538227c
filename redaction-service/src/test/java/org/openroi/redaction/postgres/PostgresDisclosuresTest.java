package org.openroi.redaction.postgres;

import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Supplier;
import org.openroi.redaction.Disclosures;
import org.openroi.redaction.DisclosuresContract;

@QuarkusTest
class PostgresDisclosuresTest extends DisclosuresContract {
  @Inject Disclosures disclosures;

  @Override
  protected Disclosures disclosures() {
    return disclosures;
  }

  @Override
  protected <T> T committed(Supplier<T> work) {
    return QuarkusTransaction.requiringNew().call(work::get);
  }

  @Override
  protected void pass(Duration time) {
    long end = System.nanoTime() + time.plusMillis(20).toNanos();
    await()
        .pollInterval(Duration.ofMillis(10))
        .atMost(time.plusSeconds(5))
        .until(() -> System.nanoTime() >= end);
  }
}
