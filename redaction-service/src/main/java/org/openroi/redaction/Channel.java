package org.openroi.redaction;

import org.openroi.event.Endpoint;

/** The ways to recipients. */
public interface Channel {
  /** Whether there is a way to this end point at all, as it is registered. */
  boolean reaches(Endpoint endpoint);

  /**
   * Connects to an end point that it {@linkplain #reaches}: makes sure that the server is the one
   * that was registered, and only then says who we are.
   */
  RemoteFolder connect(Endpoint endpoint) throws ChannelFailure;
}
