package org.openroi.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.openroi.event.InvalidEvent;

/** Quarantined messages in memory. */
final class InMemoryQuarantine implements Quarantine {
  private final Map<Coordinates, Instant> kept = new ConcurrentHashMap<>();

  @Override
  public Instant keep(
      Coordinates from, byte[] sealed, String sha256, InvalidEvent.Reason reason, Instant at) {
    return kept.computeIfAbsent(from, absent -> at.truncatedTo(ChronoUnit.MILLIS));
  }
}
