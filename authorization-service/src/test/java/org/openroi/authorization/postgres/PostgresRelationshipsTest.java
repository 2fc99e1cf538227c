package org.openroi.authorization.postgres;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import org.openroi.authorization.Relationships;
import org.openroi.authorization.RelationshipsContract;

@QuarkusTest
class PostgresRelationshipsTest extends RelationshipsContract {
  @Inject Relationships relationships;

  @Override
  protected Relationships relationships() {
    return relationships;
  }

  @Override
  protected <T> T committed(Supplier<T> work) {
    return QuarkusTransaction.requiringNew().call(work::get);
  }
}
