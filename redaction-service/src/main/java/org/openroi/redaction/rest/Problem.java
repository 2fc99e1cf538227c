package org.openroi.redaction.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RFC 9457. Quotes no value of the input.
 *
 * @param violations what is wrong with which field, as the interface spells it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
    String type,
    String title,
    int status,
    @Nullable String detail,
    @Nullable List<Violation> violations) {
  static final String MEDIA_TYPE = "application/problem+json";

  record Violation(String field, String message) {}

  static Problem of(int status, String name, String title) {
    return new Problem("urn:openroi:problem:" + name, title, status, null, null);
  }

  /** The problem of a status code that says all there is to say. */
  static Problem of(int status) {
    return switch (status) {
      case 400 -> of(400, "invalid-request", "The request is not valid");
      case 401 -> of(401, "unauthorized", "A valid bearer token is needed");
      case 403 -> of(403, "forbidden", "The caller may not do this");
      case 404 -> of(404, "not-found", "There is no such resource");
      case 405 -> of(405, "method-not-allowed", "The resource does not know this method");
      case 406 -> of(406, "not-acceptable", "The resource has no such representation");
      case 413 -> of(413, "too-large", "The body is too large");
      case 415 -> of(415, "unsupported-media-type", "The resource does not take this media type");
      case 503 -> of(503, "unavailable", "Not available at the moment; try again");
      default -> of(status, "status-" + status, status < 500 ? "Refused" : "Internal error");
    };
  }

  static Problem invalid(List<Violation> violations) {
    Problem plain = of(400);
    return new Problem(plain.type, plain.title, plain.status, null, violations);
  }

  static Problem invalid(String field) {
    return invalid(List.of(new Violation(field, "is missing or not valid")));
  }

  static Problem forbidden(String field) {
    return of(403).withField(field, "is not the caller's");
  }

  static Problem conflict(String name, String title) {
    return of(409, name, title);
  }

  Problem withField(String field, String message) {
    return new Problem(type, title, status, detail, List.of(new Violation(field, message)));
  }
}
