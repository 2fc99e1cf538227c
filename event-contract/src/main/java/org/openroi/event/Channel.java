package org.openroi.event;

/** How a request came in. */
public enum Channel {
  REST,
  /** A CloudEvent on a client's submission topic. */
  KAFKA,
  /** A CloudEvent posted over HTTP. */
  HTTP_EVENT
}
