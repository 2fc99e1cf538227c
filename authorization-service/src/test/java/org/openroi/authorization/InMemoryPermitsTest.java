package org.openroi.authorization;

import java.time.Duration;
import java.util.function.Supplier;
import org.openroi.authorization.policy.Authorization;
import org.openroi.authorization.policy.ReleaseRequest;

class InMemoryPermitsTest extends PermitsContract {
  private final InMemoryTime time = new InMemoryTime();
  private final InMemoryPermits permits = new InMemoryPermits(time);

  @Override
  protected Permits permits() {
    return permits;
  }

  @Override
  protected void given(Authorization authorization, ReleaseRequest release) {}

  @Override
  protected void letItPass(Duration validity) {
    time.pass(validity);
  }

  @Override
  protected <T> T committed(Supplier<T> work) {
    return work.get();
  }
}
