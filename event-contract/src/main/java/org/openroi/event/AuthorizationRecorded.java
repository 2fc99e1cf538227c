package org.openroi.event;

/** A signed authorization was recorded. What it says stays with the authorization service. */
public record AuthorizationRecorded(AuthorizationId authorization, PatientRef patient)
    implements ReleaseEvent {
  public AuthorizationRecorded {
    Checks.present("authorization", authorization);
    Checks.present("patient", patient);
  }

  @Override
  public String subject() {
    return authorization.toString();
  }
}
