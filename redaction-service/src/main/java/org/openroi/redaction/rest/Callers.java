package org.openroi.redaction.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Reads the caller out of the verified token. */
@ApplicationScoped
class Callers {
  private final JsonWebToken token;

  Callers(JsonWebToken token) {
    this.token = token;
  }

  /** The facilities that the caller works for. */
  Set<String> facilities() {
    Object claim = token.getClaim("facilities");
    return claim instanceof Collection<?> values
        ? values.stream().map(Callers::text).collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  /** Who the caller is, as the issuer names them. */
  String name() {
    String subject = token.getSubject();
    return subject == null ? "unnamed" : subject;
  }

  private static String text(Object value) {
    return value instanceof JsonString json ? json.getString() : String.valueOf(value);
  }
}
