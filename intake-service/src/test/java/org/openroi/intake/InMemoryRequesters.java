package org.openroi.intake;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterRegistered;

final class InMemoryRequesters implements Requesters {
  private final Map<RequesterId, RequesterRegistered> stored = new HashMap<>();

  @Override
  public Optional<RequesterRegistered> find(RequesterId requester) {
    return Optional.ofNullable(stored.get(requester));
  }

  @Override
  public Optional<RequesterRegistered> lock(RequesterId requester) {
    return find(requester);
  }

  @Override
  public void put(RequesterRegistered entry) {
    stored.put(entry.requester(), entry);
  }
}
