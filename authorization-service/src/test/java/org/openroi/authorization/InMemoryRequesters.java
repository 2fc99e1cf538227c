package org.openroi.authorization;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterRegistered;

/** {@link Requesters} for one thread: nobody has to wait. */
final class InMemoryRequesters implements Requesters {
  private final Map<RequesterId, RequesterRegistered> all = new HashMap<>();

  @Override
  public void keep(RequesterRegistered entry) {
    all.put(entry.requester(), entry);
  }

  @Override
  public Optional<RequesterRegistered> forDecision(RequesterId requester) {
    return Optional.ofNullable(all.get(requester));
  }
}
