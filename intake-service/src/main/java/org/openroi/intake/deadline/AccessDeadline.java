package org.openroi.intake.deadline;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openroi.event.PatientRef;
import org.openroi.event.RequesterRegistered;

/**
 * 45 CFR 164.524(b)(2)(i): an individual's request for access is acted on no later than 30 days
 * after it was received. HIPAA sets no time for any other request.
 */
public final class AccessDeadline {
  private static final Duration PERIOD = Duration.ofDays(30);

  private AccessDeadline() {}

  /**
   * Until when the request is to be answered, if it is for access; never later than the law's own
   * day ends. Identity that waits to be verified does not stop the clock, and neither does a
   * patient who is not found yet: an individual who asks is then taken to ask for their own. A
   * personal representative stands in the individual's place (45 CFR 164.502(g)(1)).
   *
   * @param patient absent while the patient is not known
   */
  public static Optional<Instant> of(
      RequesterRegistered requester, @Nullable PatientRef patient, Instant receivedAt) {
    boolean access =
        switch (requester.kind()) {
          case INDIVIDUAL -> patient == null || patient.equals(requester.self());
          case PERSONAL_REPRESENTATIVE -> true;
          case PROVIDER,
              HEALTH_PLAN,
              ATTORNEY,
              LIFE_INSURER,
              GOVERNMENT_AGENCY,
              RESEARCHER,
              OTHER ->
              false;
        };
    return access ? Optional.of(receivedAt.plus(PERIOD)) : Optional.empty();
  }
}
