package org.openroi.redaction.scheduler;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.openroi.kafka.Failures;
import org.openroi.redaction.Claim;

/** Threads that claim one kind of work and do it, one claim after another. */
final class Crew {
  private static final Logger LOG = Logger.getLogger(Crew.class);
  private static final Duration IDLE = Duration.ofMillis(250);
  private static final Duration BROKEN = Duration.ofSeconds(1);

  private final String name;
  private final int size;
  private final Supplier<Optional<Claim>> claims;
  private final Task task;
  private final Runnable afterwards;
  private final List<Thread> threads = new ArrayList<>();
  private final Set<Claim> underWay = ConcurrentHashMap.newKeySet();
  private final LongAdder worked = new LongAdder();
  private final LongAdder faults = new LongAdder();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile boolean stopping;
  private volatile boolean blocked;

  /** What is done with a claim. */
  interface Task {
    void run(Claim claim) throws IOException;
  }

  Crew(String name, int size, Supplier<Optional<Claim>> claims, Task task, Runnable afterwards) {
    this.name = name;
    this.size = size;
    this.claims = claims;
    this.task = task;
    this.afterwards = afterwards;
  }

  void start() {
    for (int i = 1; i <= size; i++) {
      threads.add(Thread.ofPlatform().name(name + "-" + i).start(this::work));
    }
  }

  /** There may be something to do. */
  void wake() {
    lock.lock();
    try {
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more is claimed from now on. */
  void stop() {
    lock.lock();
    try {
      stopping = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for what is under way, and then breaks it off. */
  void drain(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      for (Thread thread : threads) {
        thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      }
      threads.forEach(Thread::interrupt);
      for (Thread thread : threads) {
        thread.join(BROKEN);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  String name() {
    return name;
  }

  Set<Claim> underWay() {
    return underWay;
  }

  /** Claims that were worked on to their end. */
  long worked() {
    return worked.sum();
  }

  /** Claims that ended with an exception: we are broken. */
  long faults() {
    return faults.sum();
  }

  /** Whether the last try to claim something failed. */
  boolean isBlocked() {
    return blocked;
  }

  private void work() {
    while (!stopping) {
      Optional<Claim> claim;
      try {
        claim = claims.get();
        blocked = false;
      } catch (RuntimeException storeAway) {
        if (!blocked) {
          LOG.warnf("%s: nothing can be claimed: %s", name, Failures.describe(storeAway));
        }
        blocked = true;
        rest(BROKEN);
        continue;
      }
      claim.ifPresentOrElse(this::work, () -> rest(IDLE));
    }
  }

  private void work(Claim claim) {
    underWay.add(claim);
    try {
      task.run(claim);
      worked.increment();
    } catch (Throwable fault) {
      // Not one of them may end the thread; what is not released stays so.
      faults.increment();
      LOG.errorf(
          "%s: %s failed: %s",
          name, claim.disclosure().order().release(), Failures.describe(fault));
    } finally {
      underWay.remove(claim);
    }
    afterwards.run();
  }

  private void rest(Duration most) {
    lock.lock();
    try {
      if (!stopping) {
        boolean woken = changed.await(most.toNanos(), TimeUnit.NANOSECONDS);
        LOG.tracef("%s: %s", name, woken ? "woken" : "looks");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
