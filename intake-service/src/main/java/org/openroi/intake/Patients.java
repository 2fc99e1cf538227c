package org.openroi.intake;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openroi.event.PatientIdentifier;
import org.openroi.event.PatientRef;
import org.openroi.event.ReleaseId;

/**
 * Which patient an identifier names. Identifiers are known to the whole custodian, and are kept so
 * that the store alone does not reveal them.
 */
public interface Patients {
  /** The patient whom the identifier names, if one of these facilities has registered them. */
  Optional<PatientRef> findAt(Set<String> facilities, PatientIdentifier identifier);

  /** Whether one of these facilities has registered the patient. */
  boolean isKnownAt(Set<String> facilities, PatientRef patient);

  /**
   * The patient whom the identifier names; while there is none, the release waits for one. A
   * registration at the same time is either seen here or sees the waiting release: none is missed.
   */
  Optional<PatientRef> findOrAwait(PatientIdentifier identifier, ReleaseId release);

  /**
   * The patients whom the identifiers name. Until the transaction ends, nobody else registers these
   * identifiers or begins to wait for them.
   */
  Set<PatientRef> lock(Set<PatientIdentifier> identifiers);

  /** Adds to a patient, new or known, what is not known of them yet. */
  void add(PatientRef patient, String facility, Set<PatientIdentifier> identifiers);

  /** Releases that have waited for one of these identifiers; they do not wait any longer. */
  List<ReleaseId> takeWaiting(Set<PatientIdentifier> identifiers);
}
