package org.openroi.systemtests.checker;

/** An invariant that does not hold, and where. Carries ids and coordinates only. */
public record Violation(String number, String invariant, String place) {
  @Override
  public String toString() {
    return number + " " + invariant + ": " + place;
  }
}
