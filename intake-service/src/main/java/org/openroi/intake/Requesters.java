package org.openroi.intake;

import java.util.Optional;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterRegistered;

/** The directory of requesters, each entry as it was last registered. */
public interface Requesters {
  Optional<RequesterRegistered> find(RequesterId requester);

  /** As {@link #find}, and nobody else can change the entry before this transaction ends. */
  Optional<RequesterRegistered> lock(RequesterId requester);

  void put(RequesterRegistered entry);
}
