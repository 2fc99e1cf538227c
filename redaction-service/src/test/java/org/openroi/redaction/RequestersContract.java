package org.openroi.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterRegistered;

/** What every {@link Requesters} does. */
public abstract class RequestersContract {
  protected abstract Requesters requesters();

  /** Runs in a transaction of its own. */
  protected abstract <T> T committed(Supplier<T> work);

  @Test
  void theNewestEntryReplacesTheEarlier() {
    DisclosureFixture f = new DisclosureFixture();
    keep(f.entry(DisclosureFixture.endpoint("sftp://a@example.org", "ssh-ed25519 AAAA")));
    RequesterRegistered newest =
        f.entry(DisclosureFixture.endpoint("sftp://b@example.org/in", null));
    keep(newest);
    keep(new DisclosureFixture().entry(DisclosureFixture.endpoint("sftp://c@example.org", null)));
    assertThat(committed(() -> requesters().find(f.requester))).contains(newest);
  }

  @Test
  void anUnknownOneIsNotFound() {
    assertThat(committed(() -> requesters().find(new RequesterId(UUID.randomUUID())))).isEmpty();
  }

  private void keep(RequesterRegistered entry) {
    committed(
        () -> {
          requesters().keep(entry);
          return entry;
        });
  }
}
