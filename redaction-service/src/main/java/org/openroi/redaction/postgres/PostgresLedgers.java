package org.openroi.redaction.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.Session;
import org.openroi.event.DeliveryId;
import org.openroi.kafka.Sealer;
import org.openroi.redaction.Ledger;
import org.openroi.redaction.Ledgers;

/** {@link Ledgers} in one table, sealed. */
@ApplicationScoped
class PostgresLedgers implements Ledgers {
  private static final String CONTEXT = "ledger/";

  private final Session database;
  private final Sealer sealer;

  PostgresLedgers(
      Session database, @ConfigProperty(name = "openroi.redaction.sealing-key") String key) {
    this.database = database;
    sealer = Sealer.ofBase64(key);
  }

  @Override
  public void keep(DeliveryId delivery, Ledger ledger) {
    byte[] sealed =
        sealer.seal(Json.write(ledger).getBytes(StandardCharsets.UTF_8), CONTEXT + delivery);
    LedgerRow row = database.find(LedgerRow.class, delivery.value());
    if (row == null) {
      row = new LedgerRow();
      row.delivery = delivery.value();
      row.sealed = sealed;
      database.persist(row);
    } else {
      row.sealed = sealed;
    }
  }

  @Override
  public Optional<Ledger> find(DeliveryId delivery) {
    return Optional.ofNullable(database.find(LedgerRow.class, delivery.value()))
        .map(
            row ->
                Json.read(
                    new String(sealer.open(row.sealed, CONTEXT + delivery), StandardCharsets.UTF_8),
                    Ledger.class));
  }
}
