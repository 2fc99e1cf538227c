package org.openroi.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Set;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.EventType;
import org.openroi.event.PatientIdentifier;
import org.openroi.event.PatientMatched;
import org.openroi.event.PatientRef;
import org.openroi.event.Publisher;
import org.openroi.event.ReleaseId;

/**
 * Makes a patient known by identifiers, and in the same transaction matches every release that has
 * waited for one of them.
 */
@ApplicationScoped
public class RegisterPatient {
  private final IntakePolicy policy;
  private final Patients patients;
  private final Releases releases;
  private final Events events;

  public RegisterPatient(IntakePolicy policy, Patients patients, Releases releases, Events events) {
    this.policy = policy;
    this.patients = patients;
    this.releases = releases;
    this.events = events;
  }

  /**
   * @param fresh the reference that the patient gets if none is known yet
   */
  @Transactional
  public PatientRegistration register(
      String facility, Set<PatientIdentifier> identifiers, PatientRef fresh, Instant at) {
    Set<PatientRef> known = patients.lock(identifiers);
    if (known.size() > 1) {
      return new PatientRegistration.NamesSeveral();
    }
    PatientRef patient = known.isEmpty() ? fresh : known.iterator().next();
    patients.add(patient, facility, identifiers);
    for (ReleaseId release : patients.takeWaiting(identifiers)) {
      announce(release, patient, releases.match(release, patient).facility(), at);
    }
    return known.isEmpty()
        ? new PatientRegistration.Registered(patient)
        : new PatientRegistration.AlreadyKnown(patient);
  }

  private void announce(ReleaseId release, PatientRef patient, String facility, Instant at) {
    PatientMatched fact = new PatientMatched(release, patient);
    events.publish(
        new EventEnvelope(
            EventId.following(
                EventId.of(release.value()), EventType.PATIENT_MATCHED, fact.subject()),
            Publisher.INTAKE.source(),
            at,
            policy.custodian(),
            facility,
            null,
            0,
            fact));
  }
}
