package org.openroi.redaction;

import java.util.function.Supplier;

class InMemoryLedgersTest extends LedgersContract {
  private final InMemoryLedgers ledgers = new InMemoryLedgers();

  @Override
  protected Ledgers ledgers() {
    return ledgers;
  }

  @Override
  protected <T> T committed(Supplier<T> work) {
    return work.get();
  }
}
