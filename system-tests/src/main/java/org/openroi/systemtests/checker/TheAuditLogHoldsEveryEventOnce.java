package org.openroi.systemtests.checker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;

/**
 * Every event of every outbox is in the audit log exactly once, byte for byte, and nothing is there
 * that no service wrote.
 */
final class TheAuditLogHoldsEveryEventOnce implements Invariant {
  @Override
  public String number() {
    return "I9";
  }

  @Override
  public Stream<String> violations(Snapshot snapshot) {
    Map<EventKey, EventEnvelope> written = new HashMap<>();
    snapshot
        .stores()
        .forEach(
            store ->
                store.outbox().forEach(row -> written.put(EventKey.of(row.event()), row.event())));
    Map<EventKey, Integer> logged = new HashMap<>();
    List<String> found = new ArrayList<>();
    for (AuditLog.Entry entry : snapshot.audit().entries()) {
      logged.merge(entry.event(), 1, Integer::sum);
      EventEnvelope event = written.get(entry.event());
      if (event == null) {
        found.add("entry " + entry.sequence() + " is " + entry.event() + ", which nobody wrote");
      } else if (!Arrays.equals(entry.bytes(), EventCodec.encodeStructured(event))) {
        found.add("entry " + entry.sequence() + " is not the event that was written");
      }
    }
    written.keySet().stream()
        .filter(event -> logged.getOrDefault(event, 0) != 1)
        .map(event -> event + " is in the log " + logged.getOrDefault(event, 0) + " times")
        .forEach(found::add);
    return found.stream();
  }
}
