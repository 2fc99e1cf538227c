package org.openroi.authorization.postgres;

import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Supplier;
import org.openroi.authorization.Authorizations;
import org.openroi.authorization.Permits;
import org.openroi.authorization.PermitsContract;
import org.openroi.authorization.Releases;
import org.openroi.authorization.policy.Authorization;
import org.openroi.authorization.policy.ReleaseRequest;

@QuarkusTest
class PostgresPermitsTest extends PermitsContract {
  @Inject Permits permits;
  @Inject Authorizations authorizations;
  @Inject Releases releases;

  private Authorization given;

  @Override
  protected Permits permits() {
    return permits;
  }

  @Override
  protected void given(Authorization authorization, ReleaseRequest release) {
    given = authorization;
    committed(
        () -> {
          authorizations.add(authorization);
          releases.add(release);
          return null;
        });
  }

  @Override
  protected void letItPass(Duration validity) {
    await()
        .atMost(validity.plusSeconds(10))
        .until(() -> !committed(() -> permits.isOpenUnder(given.id())));
  }

  @Override
  protected <T> T committed(Supplier<T> work) {
    return QuarkusTransaction.requiringNew().call(work::get);
  }
}
