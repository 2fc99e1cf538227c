package org.openroi.kafka;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.openroi.event.InvalidEvent;

/**
 * Where a consumer keeps what it has seen. Except for {@link #inTransaction} itself and {@link
 * #isOutage}, every method is called inside a transaction and takes effect only with its commit.
 */
public interface InboundStore {

  /**
   * Runs work in a new transaction, in this thread, and returns after its commit. Everything that
   * the work did is undone when it throws or the commit fails.
   */
  <T> T inTransaction(Supplier<T> work);

  /**
   * Admits arrivals in the order given. An arrival is known by (source, id); a versioned one is
   * admitted as {@link Admission#NEW} only after all earlier versions of its subject on its topic.
   *
   * @return one answer for each arrival, in the same order
   */
  List<Admission> admit(List<Arrival> arrivals);

  /**
   * Parked arrivals of these topics whose turn has come, ordered by version. Reads only: they are
   * still to be given to {@link #admit}.
   */
  List<Arrival> due(Collection<String> topics);

  /**
   * Sets a record aside: its bytes encrypted, and one notice for its dead-letter topic that holds
   * the coordinates, the SHA-256 and the reason. The same record twice changes nothing.
   */
  void quarantine(InboundRecord record, InvalidEvent.Reason reason);

  /**
   * Announces, once each, the arrivals that have been parked for longer than the store allows.
   *
   * @return how many were announced
   */
  int announceGaps(Instant asOf);

  /** Whether the store is broken, and not the record that was being handled. */
  boolean isOutage(Throwable failure);
}
