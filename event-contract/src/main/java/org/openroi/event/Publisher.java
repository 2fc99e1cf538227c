package org.openroi.event;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who publishes an event. A CloudEvents {@code source} is bound to its publisher's topics. */
public enum Publisher {
  /** An integration-engine client; its source is {@code /clients/<client>}. */
  CLIENT,
  INTAKE,
  AUTHORIZATION,
  REDACTION,
  AUDIT;

  private static final Pattern CLIENT_SOURCE = Pattern.compile("/clients/(" + Topics.CLIENT + ")");
  private static final Pattern SERVICE_SOURCE =
      Pattern.compile("/openroi/(intake|authorization|redaction|audit)");

  /**
   * The source of a service.
   *
   * @throws IllegalStateException for {@link #CLIENT}, of which there are many
   */
  public String source() {
    return switch (this) {
      case CLIENT -> throw new IllegalStateException("each client has its own source");
      case INTAKE -> serviceSource("intake");
      case AUTHORIZATION -> serviceSource("authorization");
      case REDACTION -> serviceSource("redaction");
      case AUDIT -> serviceSource("audit");
    };
  }

  /** The source of the service whose consumer group this is. */
  static String serviceSource(String consumer) {
    return "/openroi/" + consumer;
  }

  /** The source of a client, as it must stand in each of its events. */
  public static String clientSource(String client) {
    String source = "/clients/" + client;
    if (!CLIENT_SOURCE.matcher(source).matches()) {
      throw new Checks.InvalidField("client");
    }
    return source;
  }

  /** The client whose source this is. */
  public static Optional<String> client(String source) {
    Matcher matcher = CLIENT_SOURCE.matcher(source);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  static Optional<Publisher> of(String source) {
    if (CLIENT_SOURCE.matcher(source).matches()) {
      return Optional.of(CLIENT);
    }
    Matcher matcher = SERVICE_SOURCE.matcher(source);
    return matcher.matches()
        ? Optional.of(valueOf(matcher.group(1).toUpperCase(java.util.Locale.ROOT)))
        : Optional.empty();
  }
}
