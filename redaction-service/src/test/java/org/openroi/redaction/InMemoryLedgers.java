package org.openroi.redaction;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.openroi.event.DeliveryId;

/** {@link Ledgers} in a map. */
final class InMemoryLedgers implements Ledgers {
  private final Map<DeliveryId, Ledger> all = new HashMap<>();

  @Override
  public void keep(DeliveryId delivery, Ledger ledger) {
    all.put(delivery, ledger);
  }

  @Override
  public Optional<Ledger> find(DeliveryId delivery) {
    return Optional.ofNullable(all.get(delivery));
  }
}
