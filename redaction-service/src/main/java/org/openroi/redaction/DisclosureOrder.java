package org.openroi.redaction;

import org.openroi.event.DeliveryId;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.ReleaseAuthorized;
import org.openroi.event.ReleaseId;

/**
 * A decision to disclose, as its event said it.
 *
 * @param event a {@link ReleaseAuthorized} with its version
 */
public record DisclosureOrder(EventEnvelope event) {
  public DisclosureOrder {
    if (!(event.data() instanceof ReleaseAuthorized) || event.subjectVersion() < 1) {
      throw new IllegalArgumentException("event");
    }
  }

  public ReleaseAuthorized decision() {
    return (ReleaseAuthorized) event.data();
  }

  public ReleaseId release() {
    return decision().release();
  }

  public String facility() {
    return event.facility();
  }

  /** The event that every event of this disclosure follows from. */
  EventId cause() {
    return event.id();
  }

  public int version() {
    return event.subjectVersion();
  }

  public DeliveryId delivery() {
    return DeliveryId.of(release(), decision().requester(), decision().endpoint(), version());
  }
}
