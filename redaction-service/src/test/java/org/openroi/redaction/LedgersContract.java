package org.openroi.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.openroi.event.DeliveryId;
import org.openroi.event.SensitiveCategory;
import org.openroi.redaction.redactor.CutRule;
import org.openroi.redaction.redactor.LedgerLine;

/** What every {@link Ledgers} does. */
public abstract class LedgersContract {
  protected abstract Ledgers ledgers();

  /** Runs in a transaction of its own. */
  protected abstract <T> T committed(Supplier<T> work);

  private void keep(DeliveryId delivery, Ledger ledger) {
    committed(
        () -> {
          ledgers().keep(delivery, ledger);
          return ledger;
        });
  }

  @Test
  void theNewestReplacesTheEarlier() {
    DeliveryId delivery = new DisclosureFixture().order(1).delivery();
    assertThat(committed(() -> ledgers().find(delivery))).isEmpty();
    keep(delivery, Ledger.EMPTY);
    assertThat(committed(() -> ledgers().find(delivery))).contains(Ledger.EMPTY);
    Ledger more =
        new Ledger(
            List.of(
                new LedgerLine(
                    1, "Condition", "c-1", CutRule.CATEGORY, SensitiveCategory.HIV, false),
                new LedgerLine(2, "DocumentReference", "", CutRule.MAY_MENTION, null, true)),
            List.of(GateFinding.values()[0]));
    keep(delivery, more);
    keep(new DisclosureFixture().order(1).delivery(), Ledger.EMPTY);
    assertThat(committed(() -> ledgers().find(delivery))).contains(more);
  }
}
