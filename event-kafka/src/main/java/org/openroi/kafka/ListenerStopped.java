package org.openroi.kafka;

/**
 * A listener gave up its batch without a commit: it was told to stop, or the process is broken. The
 * only exception that leaves {@link InboundBatches}; quotes nothing and has no cause, because
 * connectors log and forward what leaves a listener.
 */
public final class ListenerStopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ListenerStopped(String why) {
    super(why, null, false, false);
  }
}
