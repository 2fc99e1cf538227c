package org.openroi.authorization;

import java.util.function.Supplier;

class InMemoryAuthorizationsTest extends AuthorizationsContract {
  private final InMemoryAuthorizations authorizations =
      new InMemoryAuthorizations(new InMemoryTime());

  @Override
  protected Authorizations authorizations() {
    return authorizations;
  }

  @Override
  protected <T> T committed(Supplier<T> work) {
    return work.get();
  }
}
