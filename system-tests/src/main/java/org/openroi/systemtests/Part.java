package org.openroi.systemtests;

import java.util.List;

/** The processes of the suite that are killed, by their names in {@code suite.json}. */
enum Part {
  INTAKE("intake"),
  AUTHORIZATION("authorization"),
  AUDIT("audit"),
  KAFKA("kafka"),
  POSTGRESQL("postgresql"),
  MONGODB("mongodb");

  /** Those that read topics. */
  static final List<Part> SERVICES = List.of(INTAKE, AUTHORIZATION, AUDIT);

  private final String label;

  Part(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }
}
