package org.openroi.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.PatientRef;
import org.openroi.event.Publisher;
import org.openroi.event.RequesterRegistered;

/**
 * Puts an entry into the requester directory, whole, and publishes it. Nobody gives or takes a
 * facility that is not theirs, and an individual's entry names only a patient who is known.
 */
@ApplicationScoped
public class RegisterRequester {
  private final IntakePolicy policy;
  private final Requesters requesters;
  private final Patients patients;
  private final Events events;

  public RegisterRequester(
      IntakePolicy policy, Requesters requesters, Patients patients, Events events) {
    this.policy = policy;
    this.requesters = requesters;
    this.patients = patients;
    this.events = events;
  }

  /**
   * @param mustExist whether the entry replaces one that the caller can see
   * @param callerFacilities the facilities of who asks for it
   * @param event a fresh id
   */
  @Transactional
  public DirectoryChange register(
      RequesterRegistered entry,
      boolean mustExist,
      Set<String> callerFacilities,
      EventId event,
      Instant at) {
    Optional<RequesterRegistered> earlier = requesters.lock(entry.requester());
    boolean visible =
        earlier.filter(found -> Facilities.meet(found.facilities(), callerFacilities)).isPresent();
    if (mustExist && !visible) {
      return DirectoryChange.NOT_FOUND;
    }
    Set<String> before = earlier.map(RequesterRegistered::facilities).orElse(Set.of());
    if (!Facilities.mayReplace(callerFacilities, before, entry.facilities())) {
      return DirectoryChange.FACILITY_NOT_ALLOWED;
    }
    PatientRef self = entry.self();
    PatientRef selfBefore = earlier.map(RequesterRegistered::self).orElse(null);
    if (self != null && !self.equals(selfBefore) && !patients.isKnownAt(callerFacilities, self)) {
      return DirectoryChange.PATIENT_NOT_KNOWN;
    }
    requesters.put(entry);
    events.publish(
        new EventEnvelope(
            event,
            Publisher.INTAKE.source(),
            at,
            policy.custodian(),
            entry.facilities().iterator().next(),
            null,
            0,
            entry));
    return DirectoryChange.DONE;
  }
}
