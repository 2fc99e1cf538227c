package org.openroi.local.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openroi.local.TestComponents;
import org.openroi.local.TokenIssuer;

/** Bearer tokens for tests, from the issuer of {@link OidcTestResource}. */
public final class TestTokens {
  private TestTokens() {}

  /** A token with one role and every facility. */
  public static String token(String role) {
    return token(role, Map.of());
  }

  /**
   * A token with one role and these claims; without {@code facilities} among them, with every
   * facility.
   */
  public static String token(String role, Map<String, ?> claims) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("facilities", TokenIssuer.FACILITIES);
    all.putAll(claims);
    try {
      return TokenIssuer.token(TestComponents.issuer(), role, all);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
