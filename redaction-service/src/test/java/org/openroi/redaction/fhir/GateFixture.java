package org.openroi.redaction.fhir;

import org.openroi.redaction.CutSettings;
import org.openroi.redaction.Gate;

/** The adapter of this package, for tests of what is made of it. */
public final class GateFixture {
  private GateFixture() {}

  public static Gate gate(CutSettings settings) {
    return new JacksonGate(settings);
  }
}
