package org.openroi.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.openroi.authorization.policy.CaseFixture;
import org.openroi.event.RequesterId;

/** What every {@link Requesters} does. */
public abstract class RequestersContract {
  protected abstract Requesters requesters();

  /** Runs in a transaction of its own. */
  protected abstract <T> T committed(Supplier<T> work);

  @Test
  void theNewestEntryReplacesTheEarlier() {
    for (CaseFixture c : new CaseFixture[] {CaseFixture.attorney(), CaseFixture.individual()}) {
      c.requester = new RequesterId(UUID.randomUUID());
      keep(c);
      c.active = false;
      keep(c);
      assertThat(committed(() -> requesters().forDecision(c.requester))).contains(c.entry());
    }
  }

  @Test
  void anUnknownOneIsNotFound() {
    assertThat(committed(() -> requesters().forDecision(new RequesterId(UUID.randomUUID()))))
        .isEmpty();
  }

  private void keep(CaseFixture c) {
    committed(
        () -> {
          requesters().keep(c.entry());
          return null;
        });
  }
}
