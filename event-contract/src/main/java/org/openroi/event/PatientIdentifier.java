package org.openroi.event;

/**
 * A patient's identifier as an integration engine knows it: the assigning system's URI and the
 * value. It stands in submissions only; intake swaps it for a {@link PatientRef}.
 *
 * <p>Cannot print itself.
 */
public record PatientIdentifier(String system, String value) {
  public PatientIdentifier {
    Checks.text("system", system, 200);
    Checks.text("value", value, 100);
  }

  @Override
  public String toString() {
    return "PatientIdentifier[masked]";
  }
}
