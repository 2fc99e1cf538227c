package org.openroi.authorization;

import java.util.function.Supplier;
import org.openroi.authorization.policy.Authorization;
import org.openroi.authorization.policy.Relationship;

class InMemoryReleasesTest extends ReleasesContract {
  private final InMemoryReleases releases = new InMemoryReleases();

  @Override
  protected Releases releases() {
    return releases;
  }

  @Override
  protected void given(Authorization authorization) {}

  @Override
  protected void given(Relationship relationship) {}

  @Override
  protected <T> T committed(Supplier<T> work) {
    return work.get();
  }
}
