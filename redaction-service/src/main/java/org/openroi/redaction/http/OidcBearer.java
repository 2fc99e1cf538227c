package org.openroi.redaction.http;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.Tokens;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A token by client credentials, kept until shortly before it ends. */
@Singleton
class OidcBearer implements Bearer {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final OidcClient client;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Tokens tokens;

  OidcBearer(OidcClient client) {
    this.client = client;
  }

  @Override
  public String token() throws IOException {
    lock.lock();
    try {
      Tokens current = tokens;
      if (current == null
          || current.isAccessTokenExpired()
          || current.isAccessTokenWithinRefreshInterval()) {
        current = client.getTokens().await().atMost(PATIENCE);
        tokens = current;
      }
      return current.getAccessToken();
    } catch (RuntimeException unavailable) {
      // Its message may quote what the issuer said.
      throw new IOException("no token");
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void drop() {
    lock.lock();
    try {
      tokens = null;
    } finally {
      lock.unlock();
    }
  }
}
