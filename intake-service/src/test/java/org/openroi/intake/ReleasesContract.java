package org.openroi.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openroi.event.AuthorizationId;
import org.openroi.event.Channel;
import org.openroi.event.DenialClass;
import org.openroi.event.HoldClass;
import org.openroi.event.PatientRef;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.RecordType;
import org.openroi.event.ReleaseId;
import org.openroi.event.RequesterId;
import org.openroi.event.Scope;
import org.openroi.event.StopClass;

/** Every {@link Releases} gives back what it was given, and the whole way in its order. */
public abstract class ReleasesContract extends PortContract {
  private static final Instant AT = Instant.parse("2026-11-24T10:15:30.123Z");

  protected abstract Releases releases();

  /** A patient that the store knows. */
  protected abstract PatientRef patient();

  @Test
  void keepsEveryField() {
    Release full =
        new Release(
            new ReleaseId(UUID.randomUUID()),
            "main-campus",
            "engine-a",
            "ref-1",
            new RequesterId(UUID.randomUUID()),
            "portal",
            PurposeOfUse.HLEGAL,
            new Scope(
                Set.of(RecordType.BILLING, RecordType.ALLERGIES),
                LocalDate.of(2020, 1, 1),
                LocalDate.of(2021, 12, 31)),
            new AuthorizationId(UUID.randomUUID()),
            patient(),
            Channel.KAFKA,
            AT,
            List.of(Step.received(AT)));
    inTransaction(() -> releases().add(full));
    inTransaction(() -> assertThat(releases().find(full.id())).contains(full));
    inTransaction(
        () -> assertThat(releases().lock(full.id())).contains(standing(full, full.patient(), 0)));
  }

  @Test
  void movesStepByStep() {
    Release release = bare();
    Step held =
        Step.held(
            AT.plusSeconds(1), Set.of(HoldClass.PATIENT_NOT_MATCHED, HoldClass.REVIEW_REQUIRED));
    Step stopped = Step.stopped(AT.plusSeconds(2), StopClass.RECIPIENT_STORAGE_FAILED);
    Step denied = Step.denied(AT.plusSeconds(3), Set.of(DenialClass.NOTHING_IN_SCOPE));
    inTransaction(() -> releases().add(release));
    inTransaction(
        () -> {
          releases().lock(release.id());
          releases().move(release.id(), held);
          releases().move(release.id(), stopped);
          releases().move(release.id(), denied);
        });
    inTransaction(
        () -> {
          assertThat(releases().find(release.id()).orElseThrow().timeline())
              .containsExactly(Step.received(AT), held, stopped, denied);
          assertThat(releases().lock(release.id()).orElseThrow().current()).isEqualTo(denied);
        });
  }

  @Test
  void notesTheDecisionVersionAndNoStep() {
    Release release = bare();
    inTransaction(() -> releases().add(release));
    inTransaction(
        () -> {
          releases().lock(release.id());
          releases().note(release.id(), 3);
        });
    inTransaction(
        () -> assertThat(releases().lock(release.id())).contains(standing(release, null, 3)));
    inTransaction(() -> assertThat(releases().find(release.id())).contains(release));
  }

  @Test
  void notesThePatientOfAReleaseThatHadNone() {
    Release release = bare();
    PatientRef patient = patient();
    inTransaction(() -> releases().add(release));
    inTransaction(
        () ->
            assertThat(releases().match(release.id(), patient))
                .isEqualTo(standing(release, patient, 0)));
    inTransaction(
        () -> assertThat(releases().find(release.id()).orElseThrow().patient()).isEqualTo(patient));
  }

  @Test
  void knowsNoOther() {
    ReleaseId unknown = new ReleaseId(UUID.randomUUID());
    inTransaction(
        () -> {
          assertThat(releases().find(unknown)).isEmpty();
          assertThat(releases().lock(unknown)).isEmpty();
        });
  }

  private static Releases.Standing standing(
      Release release, @Nullable PatientRef patient, int decisionVersion) {
    return new Releases.Standing(
        release.facility(),
        release.requester(),
        patient,
        release.channel(),
        AT,
        Step.received(AT),
        decisionVersion);
  }

  private static Release bare() {
    return new Release(
        new ReleaseId(UUID.randomUUID()),
        "north-clinic",
        null,
        null,
        new RequesterId(UUID.randomUUID()),
        "portal",
        PurposeOfUse.PATRQT,
        new Scope(Set.of(RecordType.ENTIRE_RECORD), null, null),
        null,
        null,
        Channel.REST,
        AT,
        List.of(Step.received(AT)));
  }
}
