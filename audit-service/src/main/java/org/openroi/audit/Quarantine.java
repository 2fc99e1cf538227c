package org.openroi.audit;

import java.time.Instant;
import org.openroi.event.InvalidEvent;

/** Messages that could not be taken into the log, encrypted. */
public interface Quarantine {
  /**
   * Keeps a message. One that is kept already stays as it is.
   *
   * @param sealed its bytes, encrypted
   * @param sha256 of its bytes before
   * @return when it was first kept
   */
  Instant keep(
      Coordinates from, byte[] sealed, String sha256, InvalidEvent.Reason reason, Instant at);
}
