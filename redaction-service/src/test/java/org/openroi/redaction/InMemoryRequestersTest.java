package org.openroi.redaction;

import java.util.function.Supplier;

class InMemoryRequestersTest extends RequestersContract {
  private final InMemoryRequesters requesters = new InMemoryRequesters();

  @Override
  protected Requesters requesters() {
    return requesters;
  }

  @Override
  protected <T> T committed(Supplier<T> work) {
    return work.get();
  }
}
