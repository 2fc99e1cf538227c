package org.openroi.redaction.postgres;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import org.openroi.redaction.Requesters;
import org.openroi.redaction.RequestersContract;

@QuarkusTest
class PostgresRequestersTest extends RequestersContract {
  @Inject Requesters requesters;

  @Override
  protected Requesters requesters() {
    return requesters;
  }

  @Override
  protected <T> T committed(Supplier<T> work) {
    return QuarkusTransaction.requiringNew().call(work::get);
  }
}
