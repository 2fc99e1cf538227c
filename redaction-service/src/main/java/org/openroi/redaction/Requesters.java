package org.openroi.redaction;

import java.util.Optional;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterRegistered;

/** The directory of requesters, as intake last published it. */
public interface Requesters {
  /** Keeps this entry instead of every earlier one. */
  void keep(RequesterRegistered entry);

  Optional<RequesterRegistered> find(RequesterId requester);
}
