package org.openroi.audit;

class InMemoryAuditLogTest extends AuditLogContract {
  private final Store store =
      new Store(
          new InMemoryAuditLog(),
          new InMemoryCheckpoints(),
          new InMemoryCursors(),
          new InMemoryQuarantine());

  @Override
  protected Store connect() {
    return store;
  }
}
