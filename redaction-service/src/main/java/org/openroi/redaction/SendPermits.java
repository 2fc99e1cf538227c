package org.openroi.redaction;

import org.openroi.event.DeliveryId;
import org.openroi.event.ReleaseId;

/** Permits to send, which authorization gives at the moment of sending. */
public interface SendPermits {
  /** Asks for a permit, or for its renewal. */
  Permission ask(ReleaseId release, DeliveryId delivery, int decisionVersion);

  /**
   * Gives it back before its time. Only when nothing of ours is on its way any more. If it fails,
   * the permit ends by itself.
   */
  void close(ReleaseId release, DeliveryId delivery);
}
