package org.openroi.redaction.postgres;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import org.openroi.redaction.Ledgers;
import org.openroi.redaction.LedgersContract;

@QuarkusTest
class PostgresLedgersTest extends LedgersContract {
  @Inject Ledgers ledgers;

  @Override
  protected Ledgers ledgers() {
    return ledgers;
  }

  @Override
  protected <T> T committed(Supplier<T> work) {
    return QuarkusTransaction.requiringNew().call(work::get);
  }
}
