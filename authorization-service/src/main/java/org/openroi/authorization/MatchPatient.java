package org.openroi.authorization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openroi.event.EventId;
import org.openroi.event.PatientRef;
import org.openroi.event.ReleaseId;

/** Learns who the patient of a release is, and decides it again in the same transaction. */
@ApplicationScoped
public class MatchPatient {
  private final Releases releases;
  private final DecideRelease decideRelease;

  public MatchPatient(Releases releases, DecideRelease decideRelease) {
    this.releases = releases;
    this.decideRelease = decideRelease;
  }

  /**
   * @return whether it applies; not to a release that nobody requested, nor to one of another
   *     patient
   */
  @Transactional
  public boolean match(ReleaseId release, PatientRef patient, EventId cause, Instant asOf) {
    Optional<Release> standing = releases.lock(release);
    if (standing.isEmpty()) {
      return false;
    }
    PatientRef known = standing.get().request().patient();
    if (known != null) {
      return known.equals(patient);
    }
    releases.match(release, patient);
    decideRelease.decideAgain(List.of(release), cause, asOf);
    return true;
  }
}
