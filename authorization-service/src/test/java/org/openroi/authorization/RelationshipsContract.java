package org.openroi.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.openroi.authorization.policy.Relationship;
import org.openroi.authorization.policy.RelationshipFixture;
import org.openroi.event.PatientRef;
import org.openroi.event.RelationshipId;
import org.openroi.event.RequesterId;

/** What every {@link Relationships} does. */
public abstract class RelationshipsContract {
  private final PatientRef patient = new PatientRef(UUID.randomUUID());

  protected abstract Relationships relationships();

  /** Runs in a transaction of its own. */
  protected abstract <T> T committed(Supplier<T> work);

  private Relationship added(RelationshipFixture fixture) {
    Relationship relationship = fixture.fresh().build();
    return committed(
        () -> {
          relationships().add(relationship);
          return relationship;
        });
  }

  private RelationshipFixture treatment() {
    RelationshipFixture fixture = RelationshipFixture.treatment();
    fixture.patient = patient;
    return fixture;
  }

  @Test
  void keepsWhatWasRecorded() {
    RelationshipFixture fixture = RelationshipFixture.coverage();
    fixture.patient = patient;
    fixture.validUntil = LocalDate.parse("2027-12-31");
    fixture.restrictionsChecked = false;
    Relationship whole = added(fixture);
    Relationship bare = added(treatment());
    assertThat(committed(() -> relationships().find(whole.id()))).contains(whole);
    assertThat(committed(() -> relationships().find(bare.id()))).contains(bare);
    assertThat(committed(() -> relationships().find(new RelationshipId(UUID.randomUUID()))))
        .isEmpty();
  }

  @Test
  void findsThoseOfThePatientAndTheRequester() {
    Relationship first = added(treatment());
    Relationship second = added(treatment());
    RelationshipFixture otherPatient = treatment();
    otherPatient.patient = new PatientRef(UUID.randomUUID());
    added(otherPatient);
    RelationshipFixture otherRequester = treatment();
    otherRequester.requester = new RequesterId(UUID.randomUUID());
    added(otherRequester);
    assertThat(committed(() -> relationships().forDecision(patient, RelationshipFixture.PROVIDER)))
        .containsExactlyInAnyOrder(first, second);
  }
}
