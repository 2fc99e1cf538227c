package org.openroi.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.InvalidEvent;
import org.openroi.event.InvalidEvent.Reason;
import org.openroi.event.Topics;

/**
 * Takes batches of records into a service: one transaction for a whole batch, every record of it
 * either applied exactly once, known already, parked, or quarantined.
 *
 * <p>{@link #process} returns only when the batch is committed, so whoever calls it may commit the
 * offsets then and not before. A broken store is waited for without limit; one record that cannot
 * be applied is found by halving and quarantined, and the partition moves on.
 */
public final class InboundBatches {
  /** A record is blamed only after it failed this often on its own while the store was well. */
  private static final int ATTEMPTS_ALONE = 3;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final System.Logger LOG = System.getLogger(InboundBatches.class.getName());

  private final String consumer;
  private final InboundStore store;
  private final @Nullable ExecutorService mutantWorker;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean stopping;
  private int running;
  private int blocked;

  private final LongAdder batches = new LongAdder();
  private final LongAdder records = new LongAdder();
  private final LongAdder handled = new LongAdder();
  private final LongAdder duplicates = new LongAdder();
  private final LongAdder parked = new LongAdder();
  private final LongAdder quarantined = new LongAdder();
  private final LongAdder alarms = new LongAdder();
  private final LongAdder outages = new LongAdder();

  /**
   * @param consumer the consumer group
   */
  public InboundBatches(String consumer, InboundStore store) {
    this(consumer, store, Mutant.armed());
  }

  InboundBatches(String consumer, InboundStore store, Mutant mutant) {
    this.consumer = consumer;
    this.store = store;
    this.mutantWorker =
        mutant == Mutant.COMMIT_BEFORE_TRANSACTION ? Executors.newSingleThreadExecutor() : null;
  }

  /**
   * Applies a batch, event by event, in its order. An event for which the handler throws {@link
   * InvalidEvent} is quarantined with its reason.
   *
   * @throws ListenerStopped when the batch is not committed: {@link #stop} was called, the thread
   *     was interrupted, or the process is broken (an {@link Error})
   */
  public void process(Iterable<ConsumerRecord<byte[], byte[]>> batch, InboundHandler handler) {
    processTogether(batch, arrivals -> arrivals.forEach(arrival -> handle(arrival, handler)));
  }

  /**
   * As {@link #process}, but the handler gets all new events of a transaction at once. It is not
   * called when there are none.
   */
  public void processTogether(
      Iterable<ConsumerRecord<byte[], byte[]>> batch, Consumer<List<Arrival>> handler) {
    List<Item> items = new ArrayList<>();
    batch.forEach(record -> items.add(read(InboundRecord.of(record))));
    if (mutantWorker != null) {
      mutantWorker.execute(() -> processAll(items, handler));
    } else {
      processAll(items, handler);
    }
  }

  /**
   * Announces what has been parked for too long; to be called from a timer.
   *
   * @return how many were announced
   */
  public int announceGaps(Instant asOf) {
    int announced = store.inTransaction(() -> store.announceGaps(asOf));
    if (announced > 0) {
      LOG.log(
          System.Logger.Level.ERROR,
          "{0}: {1} parked events still wait for an earlier version",
          consumer,
          announced);
    }
    return announced;
  }

  /** Whether a batch is waiting for a broken store: not ready, and nothing is acknowledged. */
  public boolean isBlocked() {
    return locked(() -> blocked > 0);
  }

  /**
   * Refuses further batches, gives up those that wait for a broken store, and lets those that are
   * being applied finish.
   *
   * @return whether all had ended within the time given
   */
  public boolean stop(Duration patience) {
    long left = patience.toNanos();
    lock.lock();
    try {
      stopping = true;
      changed.signalAll();
      while (running > 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
      return running == 0;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Transactions that took records in. */
  public long batches() {
    return batches.sum();
  }

  /** Records that are settled: applied, known, parked or quarantined. */
  public long records() {
    return records.sum();
  }

  /** Events that were applied. */
  public long handled() {
    return handled.sum();
  }

  public long duplicates() {
    return duplicates.sum();
  }

  public long parked() {
    return parked.sum();
  }

  public long quarantined() {
    return quarantined.sum();
  }

  /** Events that came with an identity that another body had before. */
  public long alarms() {
    return alarms.sum();
  }

  /** Failed attempts to use a broken store. */
  public long outages() {
    return outages.sum();
  }

  /** Records to a transaction, on average; near 1 means that batching does not work. */
  public double meanBatchSize() {
    long transactions = batches.sum();
    return transactions == 0 ? 0 : (double) records.sum() / transactions;
  }

  private sealed interface Item {
    InboundRecord record();
  }

  private record Readable(Arrival arrival) implements Item {
    @Override
    public InboundRecord record() {
      return arrival.record();
    }
  }

  private record Refused(InboundRecord record, Reason reason) implements Item {}

  private static Item read(InboundRecord record) {
    try {
      EventEnvelope event = EventCodec.decode(record.headers(), record.value());
      Topics.requireMayWrite(event, record.topic());
      boolean submission = Topics.submittingClient(record.topic()).isPresent();
      if (!submission && event.subjectVersion() == 0) {
        throw new InvalidEvent(Reason.NOT_AN_ENVELOPE, "subjectversion");
      }
      return new Readable(new Arrival(record, event));
    } catch (InvalidEvent invalid) {
      return new Refused(record, invalid.reason());
    } catch (RuntimeException unforeseen) {
      return new Refused(record, Reason.INVALID_DATA);
    }
  }

  private void processAll(List<Item> items, Consumer<List<Arrival>> handler) {
    enter();
    try {
      settle(items, handler);
      settleDue(items, handler);
    } catch (Error broken) {
      LOG.log(System.Logger.Level.ERROR, "{0}: {1}", consumer, Failures.describe(broken));
      throw new ListenerStopped(broken.getClass().getSimpleName());
    } finally {
      leave();
    }
  }

  /** Commits the items, all at once where that is possible. */
  private void settle(List<? extends Item> given, Consumer<List<Arrival>> handler) {
    int attempts = 0;
    try (Backoff backoff = new Backoff()) {
      List<? extends Item> left = given;
      while (!left.isEmpty()) {
        List<? extends Item> items = left;
        try {
          count(store.inTransaction(() -> attempt(items, handler)));
          left = List.of();
        } catch (Refusal refusal) {
          List<Item> upToRefused = refusal.upTo(items);
          settle(upToRefused, handler);
          List<? extends Item> rest = items.subList(upToRefused.size(), items.size());
          settle(rest.subList(0, rest.size() / 2), handler);
          left = rest.subList(rest.size() / 2, rest.size());
        } catch (RuntimeException failure) {
          if (isOutage(items, failure)) {
            waitForTheStore(failure, backoff);
          } else if (items.size() > 1) {
            int half = items.size() / 2;
            settle(items.subList(0, half), handler);
            left = items.subList(half, items.size());
          } else if (++attempts < ATTEMPTS_ALONE) {
            backoff.pause();
          } else {
            left = List.of(notApplicable(items.getFirst(), failure));
          }
        }
      }
    }
  }

  /** A record that not even the quarantine takes is no fault of the record. */
  private boolean isOutage(List<? extends Item> items, RuntimeException failure) {
    return store.isOutage(failure) || (items.size() == 1 && items.getFirst() instanceof Refused);
  }

  private Refused notApplicable(Item item, RuntimeException failure) {
    LOG.log(
        System.Logger.Level.ERROR,
        "{0}: {1} could not be applied: {2}",
        consumer,
        item.record(),
        Failures.describe(failure));
    return new Refused(item.record(), Reason.NOT_APPLICABLE);
  }

  /** Events whose turn came with this batch, after it and one version of each subject at a time. */
  private void settleDue(List<Item> items, Consumer<List<Arrival>> handler) {
    Set<String> topics = new LinkedHashSet<>();
    items.forEach(item -> topics.add(item.record().topic()));
    for (List<Readable> due = due(topics); !due.isEmpty(); due = due(topics)) {
      settle(due, handler);
    }
  }

  private List<Readable> due(Set<String> topics) {
    try (Backoff backoff = new Backoff()) {
      while (true) {
        try {
          return store.inTransaction(() -> store.due(topics).stream().map(Readable::new).toList());
        } catch (RuntimeException failure) {
          waitForTheStore(failure, backoff);
        }
      }
    }
  }

  private static void handle(Arrival arrival, InboundHandler handler) {
    try {
      handler.on(arrival.event(), arrival.record());
    } catch (InvalidEvent refused) {
      throw new Refusal(arrival.record(), refused.reason());
    }
  }

  /** The handler itself said which record it cannot apply. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refused refused;

    private Refusal(InboundRecord record, Reason reason) {
      super(reason.name(), null, false, false);
      refused = new Refused(record, reason);
    }

    /** What was applied before it, and the refused record. */
    private List<Item> upTo(List<? extends Item> items) {
      List<Item> before = new ArrayList<>();
      for (Item item : items) {
        if (item.record().equals(refused.record())) {
          break;
        }
        before.add(item);
      }
      before.add(refused);
      return before;
    }
  }

  /** What one transaction did; counted only after its commit. */
  private record Settled(
      int records, int handled, int duplicates, int parked, int quarantined, int alarms) {}

  private Settled attempt(List<? extends Item> items, Consumer<List<Arrival>> handler) {
    List<Arrival> arrivals = new ArrayList<>();
    int quarantines = 0;
    for (Item item : items) {
      switch (item) {
        case Readable(Arrival arrival) -> arrivals.add(arrival);
        case Refused(InboundRecord record, Reason reason) -> {
          store.quarantine(record, reason);
          quarantines++;
        }
      }
    }
    List<Admission> admissions = arrivals.isEmpty() ? List.of() : store.admit(arrivals);
    List<Arrival> fresh = new ArrayList<>();
    int known = 0;
    int waiting = 0;
    int forged = 0;
    for (int i = 0; i < arrivals.size(); i++) {
      switch (admissions.get(i)) {
        case NEW -> fresh.add(arrivals.get(i));
        case DUPLICATE, STALE -> known++;
        case PARKED -> waiting++;
        case OTHER_BODY -> {
          InboundRecord record = arrivals.get(i).record();
          LOG.log(
              System.Logger.Level.ERROR,
              "ALARM {0}: {1} has an identity that came before with another body",
              consumer,
              record);
          store.quarantine(record, Reason.SAME_ID_OTHER_BODY);
          forged++;
        }
      }
    }
    if (!fresh.isEmpty()) {
      handler.accept(fresh);
    }
    return new Settled(items.size(), fresh.size(), known, waiting, quarantines + forged, forged);
  }

  private void count(Settled settled) {
    batches.increment();
    records.add(settled.records());
    handled.add(settled.handled());
    duplicates.add(settled.duplicates());
    parked.add(settled.parked());
    quarantined.add(settled.quarantined());
    alarms.add(settled.alarms());
  }

  private void waitForTheStore(RuntimeException failure, Backoff backoff) {
    outages.increment();
    if (!backoff.blocks) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0}: waiting for the store: {1}",
          consumer,
          Failures.describe(failure));
      backoff.block();
    }
    backoff.pause();
  }

  private void enter() {
    lock.lock();
    try {
      if (stopping) {
        throw new ListenerStopped("stopping");
      }
      running++;
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    lock.lock();
    try {
      running--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(java.util.function.Supplier<T> read) {
    lock.lock();
    try {
      return read.get();
    } finally {
      lock.unlock();
    }
  }

  /** Doubling pauses that end at once when the listener stops. */
  private final class Backoff implements AutoCloseable {
    private Duration next = FIRST_PAUSE;
    private boolean blocks;

    private void block() {
      blocks = true;
      locked(() -> ++blocked);
    }

    @Override
    public void close() {
      if (blocks) {
        blocks = false;
        locked(() -> --blocked);
      }
    }

    private void pause() {
      long left = next.toNanos();
      next =
          next.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? next.multipliedBy(2) : LONGEST_PAUSE;
      lock.lock();
      try {
        while (!stopping && left > 0) {
          left = changed.awaitNanos(left);
        }
        if (stopping) {
          throw new ListenerStopped("stopping");
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new ListenerStopped("interrupted");
      } finally {
        lock.unlock();
      }
    }
  }
}
