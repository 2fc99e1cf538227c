package org.openroi.redaction;

import java.time.Instant;
import org.openroi.event.DeliveryId;

/** Who said that a disclosure shall go on, and how. Only ever added to. */
public interface Resumptions {
  void add(DeliveryId delivery, ResumeDisclosure.Outcome outcome, String person, Instant at);
}
