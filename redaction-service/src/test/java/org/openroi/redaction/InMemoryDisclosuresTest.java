package org.openroi.redaction;

import java.time.Duration;
import java.util.function.Supplier;

class InMemoryDisclosuresTest extends DisclosuresContract {
  private final InMemoryDisclosures disclosures = new InMemoryDisclosures();

  @Override
  protected Disclosures disclosures() {
    return disclosures;
  }

  @Override
  protected <T> T committed(Supplier<T> work) {
    return work.get();
  }

  @Override
  protected void pass(Duration time) {
    disclosures.pass(time);
  }
}
