package org.openroi.audit;

/** In-memory ports for the tests of adapters. */
public final class LogDoubles {
  private LogDoubles() {}

  public static AuditLog log() {
    return new InMemoryAuditLog();
  }

  public static Quarantine quarantine() {
    return new InMemoryQuarantine();
  }
}
