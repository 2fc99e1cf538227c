package org.openroi.intake.rest;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.openroi.event.RequesterId;

/** Reads the caller out of the verified token. */
@ApplicationScoped
class Callers {
  private final SecurityIdentity identity;
  private final JsonWebToken token;

  Callers(SecurityIdentity identity, JsonWebToken token) {
    this.identity = identity;
    this.token = token;
  }

  Caller current() {
    String requester = text(token.getClaim("requester"));
    return new Caller(
        token.getIssuer() + "#" + token.getSubject() + (requester == null ? "" : "#" + requester),
        identity.getRoles(),
        texts(token.getClaim("facilities")),
        requester(requester),
        text(token.getClaim("client")));
  }

  private static @Nullable RequesterId requester(@Nullable String text) {
    try {
      return text == null ? null : RequesterId.of(text);
    } catch (IllegalArgumentException notAnId) {
      return null;
    }
  }

  private static Set<String> texts(@Nullable Object claim) {
    return claim instanceof Collection<?> values
        ? values.stream().map(value -> String.valueOf(text(value))).collect(Collectors.toSet())
        : Set.of();
  }

  private static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case JsonString json -> json.getString();
      default -> value.toString();
    };
  }
}
