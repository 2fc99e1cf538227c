package org.openroi.kafka;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.openroi.event.EventCodec;
import org.openroi.event.InvalidEvent.Reason;

/** A store without versions that can be made to fail, and undoes what did not commit. */
final class InMemoryInboundStore implements InboundStore {
  /** What a store says that is not there. */
  static final class Away extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private Map<String, String> hashes = new LinkedHashMap<>();
  private Map<String, Reason> quarantined = new LinkedHashMap<>();
  private List<Runnable> undo = List.of();
  private int failures;
  private int commits;

  synchronized void failNext(int times) {
    failures = times;
  }

  Map<String, Reason> quarantined() {
    return quarantined;
  }

  int commits() {
    return commits;
  }

  /** To be called by a handler: what to do when its transaction does not commit. */
  void onRollback(Runnable action) {
    undo.add(action);
  }

  @Override
  public synchronized <T> T inTransaction(Supplier<T> work) {
    Map<String, String> oldHashes = new LinkedHashMap<>(hashes);
    Map<String, Reason> oldQuarantined = new LinkedHashMap<>(quarantined);
    undo = new ArrayList<>();
    boolean committed = false;
    try {
      T result = work.get();
      if (failures > 0) {
        failures--;
        throw new Away();
      }
      committed = true;
      commits++;
      return result;
    } finally {
      if (!committed) {
        hashes = oldHashes;
        quarantined = oldQuarantined;
        undo.reversed().forEach(Runnable::run);
      }
    }
  }

  @Override
  public List<Admission> admit(List<Arrival> arrivals) {
    return arrivals.stream()
        .map(
            arrival -> {
              String hash = EventCodec.sha256(arrival.event());
              String old =
                  hashes.putIfAbsent(
                      arrival.event().source() + " " + arrival.event().id().value(), hash);
              return old == null
                  ? Admission.NEW
                  : old.equals(hash) ? Admission.DUPLICATE : Admission.OTHER_BODY;
            })
        .toList();
  }

  @Override
  public List<Arrival> due(Collection<String> topics) {
    return List.of();
  }

  @Override
  public void quarantine(InboundRecord record, Reason reason) {
    quarantined.put(record.coordinates(), reason);
  }

  @Override
  public int announceGaps(Instant asOf) {
    return 0;
  }

  @Override
  public boolean isOutage(Throwable failure) {
    return failure instanceof Away;
  }
}
