package org.openroi.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openroi.event.PatientIdentifier;
import org.openroi.event.PatientRef;
import org.openroi.event.ReleaseId;

/** Every {@link Patients} knows a patient by each identifier, and who waits for which. */
public abstract class PatientsContract extends PortContract {
  private static final Set<String> MAIN = Set.of("main-campus");

  private final PatientIdentifier one = identifier();
  private final PatientIdentifier two = identifier();

  protected abstract Patients patients();

  @Test
  void findsAPatientByEachIdentifierAtTheirFacilities() {
    PatientRef patient = new PatientRef(UUID.randomUUID());
    inTransaction(() -> patients().add(patient, "main-campus", Set.of(one, two)));
    inTransaction(
        () -> {
          assertThat(patients().findAt(MAIN, one)).contains(patient);
          assertThat(patients().findAt(MAIN, two)).contains(patient);
          assertThat(patients().findAt(MAIN, identifier())).isEmpty();
          assertThat(patients().findAt(Set.of("north-clinic"), one)).isEmpty();
          assertThat(patients().isKnownAt(MAIN, patient)).isTrue();
          assertThat(patients().isKnownAt(Set.of("north-clinic"), patient)).isFalse();
          assertThat(patients().lock(Set.of(one, two, identifier()))).containsExactly(patient);
        });
    inTransaction(() -> patients().add(patient, "north-clinic", Set.of(one)));
    inTransaction(
        () -> assertThat(patients().findAt(Set.of("north-clinic"), two)).contains(patient));
  }

  @Test
  void tellsSystemsApart() {
    PatientIdentifier elsewhere = new PatientIdentifier("urn:oid:1.2.3", one.value());
    PatientRef patient = new PatientRef(UUID.randomUUID());
    inTransaction(() -> patients().add(patient, "main-campus", Set.of(one)));
    inTransaction(() -> assertThat(patients().findAt(MAIN, elsewhere)).isEmpty());
  }

  @Test
  void remembersWhoWaits() {
    ReleaseId first = new ReleaseId(UUID.randomUUID());
    ReleaseId second = new ReleaseId(UUID.randomUUID());
    inTransaction(
        () -> {
          assertThat(patients().findOrAwait(one, first)).isEmpty();
          assertThat(patients().findOrAwait(two, second)).isEmpty();
        });
    PatientRef patient = new PatientRef(UUID.randomUUID());
    inTransaction(
        () -> {
          assertThat(patients().lock(Set.of(one))).isEmpty();
          patients().add(patient, "main-campus", Set.of(one));
          assertThat(patients().takeWaiting(Set.of(one))).containsExactly(first);
        });
    inTransaction(
        () -> {
          assertThat(patients().takeWaiting(Set.of(one))).isEmpty();
          assertThat(patients().findOrAwait(one, second)).contains(patient);
          assertThat(patients().takeWaiting(Set.of(one, two))).containsExactly(second);
        });
  }

  private static PatientIdentifier identifier() {
    return new PatientIdentifier("urn:oid:2.16.840.1.113883.19.5", UUID.randomUUID().toString());
  }
}
