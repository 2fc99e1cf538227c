package org.openroi.authorization;

import java.time.Duration;
import java.time.Instant;
import org.openroi.authorization.policy.CaseFixture;

/** The clock of the stores in memory: it stands until it is moved. */
final class InMemoryTime {
  private Instant now = CaseFixture.AS_OF;

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }
}
