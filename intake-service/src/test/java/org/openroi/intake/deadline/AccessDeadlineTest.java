package org.openroi.intake.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openroi.event.PatientRef;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterKind;
import org.openroi.event.RequesterRegistered;
import org.openroi.event.VerificationLevel;

/** 45 CFR 164.524(b)(2)(i). */
class AccessDeadlineTest {
  private static final Instant RECEIVED = Instant.parse("2028-02-15T23:59:59.999Z");
  private static final Instant THIRTY_DAYS_LATER = Instant.parse("2028-03-16T23:59:59.999Z");
  private static final PatientRef PATIENT = new PatientRef(UUID.randomUUID());
  private static final PatientRef ANOTHER = new PatientRef(UUID.randomUUID());

  @Test
  void theIndividualsOwnRequestIsDueThirtyDaysAfterItWasReceived() {
    assertThat(AccessDeadline.of(individual(PATIENT), PATIENT, RECEIVED))
        .contains(THIRTY_DAYS_LATER);
  }

  @Test
  void theClockRunsWhileThePatientIsNotFound() {
    assertThat(AccessDeadline.of(individual(PATIENT), null, RECEIVED)).contains(THIRTY_DAYS_LATER);
    assertThat(AccessDeadline.of(individual(null), null, RECEIVED)).contains(THIRTY_DAYS_LATER);
  }

  @Test
  void anIndividualWhoAsksForAnotherIsAThirdParty() {
    assertThat(AccessDeadline.of(individual(ANOTHER), PATIENT, RECEIVED)).isEmpty();
    assertThat(AccessDeadline.of(individual(null), PATIENT, RECEIVED)).isEmpty();
  }

  /** 45 CFR 164.502(g)(1). */
  @Test
  void aPersonalRepresentativeStandsInTheIndividualsPlace() {
    RequesterRegistered requester = requester(RequesterKind.PERSONAL_REPRESENTATIVE, null);

    assertThat(AccessDeadline.of(requester, PATIENT, RECEIVED)).contains(THIRTY_DAYS_LATER);
  }

  @Test
  void noTimeIsSetForAThirdParty() {
    for (RequesterKind kind :
        EnumSet.complementOf(
            EnumSet.of(RequesterKind.INDIVIDUAL, RequesterKind.PERSONAL_REPRESENTATIVE))) {
      assertThat(AccessDeadline.of(requester(kind, null), PATIENT, RECEIVED)).isEmpty();
      assertThat(AccessDeadline.of(requester(kind, null), null, RECEIVED)).isEmpty();
    }
  }

  private static RequesterRegistered individual(@Nullable PatientRef self) {
    return requester(RequesterKind.INDIVIDUAL, self);
  }

  private static RequesterRegistered requester(RequesterKind kind, @Nullable PatientRef self) {
    return new RequesterRegistered(
        new RequesterId(UUID.randomUUID()),
        kind,
        null,
        VerificationLevel.NOT_VERIFIED,
        Set.of("main-campus"),
        Set.of(),
        self,
        true);
  }
}
