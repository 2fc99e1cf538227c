package org.openroi.redaction;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterRegistered;

/** {@link Requesters} in a map. */
final class InMemoryRequesters implements Requesters {
  private final Map<RequesterId, RequesterRegistered> all = new ConcurrentHashMap<>();

  @Override
  public void keep(RequesterRegistered entry) {
    all.put(entry.requester(), entry);
  }

  void forget(RequesterId requester) {
    all.remove(requester);
  }

  @Override
  public Optional<RequesterRegistered> find(RequesterId requester) {
    return Optional.ofNullable(all.get(requester));
  }
}
