package org.openroi.authorization.postgres;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import org.openroi.authorization.Authorizations;
import org.openroi.authorization.Relationships;
import org.openroi.authorization.Releases;
import org.openroi.authorization.ReleasesContract;
import org.openroi.authorization.policy.Authorization;
import org.openroi.authorization.policy.Relationship;

@QuarkusTest
class PostgresReleasesTest extends ReleasesContract {
  @Inject Releases releases;
  @Inject Authorizations authorizations;
  @Inject Relationships relationships;

  @Override
  protected Releases releases() {
    return releases;
  }

  @Override
  protected void given(Authorization authorization) {
    committed(
        () -> {
          authorizations.add(authorization);
          return authorization;
        });
  }

  @Override
  protected void given(Relationship relationship) {
    committed(
        () -> {
          relationships.add(relationship);
          return relationship;
        });
  }

  @Override
  protected <T> T committed(Supplier<T> work) {
    return QuarkusTransaction.requiringNew().call(work::get);
  }
}
