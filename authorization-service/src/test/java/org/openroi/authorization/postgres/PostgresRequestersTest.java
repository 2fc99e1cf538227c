package org.openroi.authorization.postgres;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import org.openroi.authorization.Requesters;
import org.openroi.authorization.RequestersContract;

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
