package org.openroi.systemtests.checker;

import java.util.List;
import org.openroi.event.EventEnvelope;
import org.openroi.event.InvalidEvent;

/**
 * What one service on PostgreSQL holds of the events that it took and gave.
 *
 * @param service its consumer group
 * @param parked how many events still wait for an earlier version
 */
public record Store(
    String service,
    List<OutboxRow> outbox,
    List<EventKey> inbox,
    List<Quarantined> quarantined,
    long parked) {

  /** An event that the service owes to a topic. */
  public record OutboxRow(String topic, EventEnvelope event, boolean sent) {}

  /** A record that the service set aside. */
  public record Quarantined(Coordinates at, InvalidEvent.Reason reason) {}
}
