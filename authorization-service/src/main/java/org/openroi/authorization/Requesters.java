package org.openroi.authorization;

import java.util.Optional;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterRegistered;

/** The directory of requesters, as intake last published it. */
public interface Requesters {
  /**
   * Keeps this entry instead of every earlier one. Waits for the decisions under way about the
   * requester; none begins before this transaction ends.
   */
  void keep(RequesterRegistered entry);

  /** The entry; it does not change before this transaction ends. */
  Optional<RequesterRegistered> forDecision(RequesterId requester);
}
