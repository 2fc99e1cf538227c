package org.openroi.authorization.rest;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A permit, as a delivery asks for it.
 *
 * @param decisionVersion of the decision that the delivery rests on: the {@code subjectversion} of
 *     its event
 */
record NewPermit(@Nullable Integer decisionVersion) {
  int version() {
    new Required()
        .present("decisionVersion", decisionVersion)
        .that("decisionVersion", decisionVersion == null || decisionVersion > 0, "is not positive")
        .orRefuse();
    return Objects.requireNonNull(decisionVersion);
  }
}
