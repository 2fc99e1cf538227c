package org.openroi.local.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.openroi.local.TestComponents;

/** A token issuer: {@code quarkus.oidc.auth-server-url}. {@link TestTokens} asks it for tokens. */
public final class OidcTestResource implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    return Map.of("quarkus.oidc.auth-server-url", TestComponents.issuer());
  }

  @Override
  public void stop() {}
}
