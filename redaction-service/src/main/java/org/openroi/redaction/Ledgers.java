package org.openroi.redaction;

import java.util.Optional;
import org.openroi.event.DeliveryId;

/** What did not go, and why, of every delivery; at rest it is sealed. */
public interface Ledgers {
  /** Keeps this ledger instead of an earlier one of the delivery. */
  void keep(DeliveryId delivery, Ledger ledger);

  Optional<Ledger> find(DeliveryId delivery);
}
