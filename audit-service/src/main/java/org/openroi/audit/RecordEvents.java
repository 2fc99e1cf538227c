package org.openroi.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openroi.audit.log.Hash;

/**
 * Puts events into the log, each exactly once. Any number of processes may do so at the same time:
 * the store's unique keys are the fence, and who finds a place taken takes the next one.
 */
@ApplicationScoped
public class RecordEvents {
  /** Long enough for another writer's entries to reach a majority, short enough to notice. */
  private static final int LOOKS = 2_000;

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long UNKNOWN = -1;

  /** What became of an event. */
  public enum Outcome {
    APPENDED,
    /** It was in the log already. */
    DUPLICATE,
    /** Another event with its source and id is in the log: somebody lies. */
    OTHER_BODY
  }

  private final AuditLog log;
  private long next = UNKNOWN;

  public RecordEvents(AuditLog log) {
    this.log = log;
  }

  /**
   * Records events in their order.
   *
   * @return one outcome for each, in the same order; every event of it but {@link
   *     Outcome#OTHER_BODY} is then in the log for good
   * @throws IllegalStateException when another writer holds the next place but does not finish;
   *     nothing is lost by trying again
   */
  public synchronized List<Outcome> record(List<EntryContent> events) {
    Outcome[] outcomes = new Outcome[events.size()];
    Map<EventKey, Hash> batch = new HashMap<>();
    List<Integer> pending = new ArrayList<>();
    for (int i = 0; i < outcomes.length; i++) {
      Hash leaf = events.get(i).leaf();
      Hash first = batch.putIfAbsent(events.get(i).fields().key(), leaf);
      if (first == null) {
        pending.add(i);
      } else {
        outcomes[i] = compare(leaf, first);
      }
    }
    try {
      append(events, pending, outcomes);
    } catch (RuntimeException failure) {
      next = UNKNOWN;
      throw failure;
    }
    return Arrays.asList(outcomes);
  }

  private void append(List<EntryContent> events, List<Integer> pending, Outcome[] outcomes) {
    int looks = 0;
    while (!pending.isEmpty()) {
      if (next == UNKNOWN) {
        next = log.size();
      }
      int written = log.append(next, pending.stream().map(events::get).toList());
      pending.subList(0, written).forEach(i -> outcomes[i] = Outcome.APPENDED);
      next += written;
      pending = new ArrayList<>(pending.subList(written, pending.size()));
      if (!pending.isEmpty()) {
        boolean known = dropKnown(events, pending, outcomes);
        long size = log.size();
        if (written > 0 || known || size > next) {
          looks = 0;
        } else if (++looks < LOOKS) {
          // Another writer's entry stands there, but not yet on a majority.
          LockSupport.parkNanos(PAUSE);
        } else {
          throw new IllegalStateException("another writer's entry does not reach a majority");
        }
        next = Math.max(next, size);
      }
    }
  }

  private boolean dropKnown(List<EntryContent> events, List<Integer> pending, Outcome[] outcomes) {
    Map<EventKey, Integer> places = new LinkedHashMap<>();
    pending.forEach(i -> places.put(events.get(i).fields().key(), i));
    Map<EventKey, Hash> known = log.leavesOf(places.keySet());
    known.forEach(
        (key, leaf) -> {
          Integer i = places.get(key);
          if (i != null) {
            outcomes[i] = compare(events.get(i).leaf(), leaf);
            pending.remove(i);
          }
        });
    return !known.isEmpty();
  }

  private static Outcome compare(Hash leaf, Hash recorded) {
    return leaf.equals(recorded) ? Outcome.DUPLICATE : Outcome.OTHER_BODY;
  }
}
