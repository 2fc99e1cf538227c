package org.openroi.event;

/** The patient of an earlier request was found; evidence that re-decides what was held. */
public record PatientMatched(ReleaseId release, PatientRef patient) implements ReleaseEvent {
  public PatientMatched {
    Checks.present("release", release);
    Checks.present("patient", patient);
  }

  @Override
  public String subject() {
    return release.toString();
  }
}
