package org.openroi.intake.rest;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openroi.event.PatientIdentifier;

/** A patient to be known, as it is posted. */
record NewPatient(@Nullable String facility, @Nullable Set<PatientIdentifier> identifiers) {
  private static final int MOST = 50;

  void check() {
    boolean some =
        identifiers != null
            && !identifiers.isEmpty()
            && identifiers.size() <= MOST
            && identifiers.stream().noneMatch(identifier -> identifier == null);
    new Required()
        .code("facility", facility)
        .that("identifiers", some, "is missing or not valid")
        .orRefuse();
  }

  @Override
  public String toString() {
    return "NewPatient[masked]";
  }
}
