package org.openroi.authorization.postgres;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import org.openroi.authorization.Authorizations;
import org.openroi.authorization.AuthorizationsContract;

@QuarkusTest
class PostgresAuthorizationsTest extends AuthorizationsContract {
  @Inject Authorizations authorizations;

  @Override
  protected Authorizations authorizations() {
    return authorizations;
  }

  @Override
  protected <T> T committed(Supplier<T> work) {
    return QuarkusTransaction.requiringNew().call(work::get);
  }
}
