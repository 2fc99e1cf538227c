package org.openroi.systemtests;

import java.util.List;

/** The processes of the suite that are killed, by their names in {@code suite.json}. */
enum Part {
  INTAKE("intake"),
  AUTHORIZATION("authorization"),
  REDACTION("redaction"),
  AUDIT("audit"),
  KAFKA("kafka"),
  POSTGRESQL("postgresql"),
  MONGODB("mongodb"),
  RECIPIENTS("recipients");

  /** Those that read topics. */
  static final List<Part> SERVICES = List.of(INTAKE, AUTHORIZATION, REDACTION, AUDIT);

  /** Those that keep what they know in PostgreSQL. */
  static final List<Part> ON_POSTGRESQL = List.of(INTAKE, AUTHORIZATION, REDACTION);

  private final String label;

  Part(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }
}
