package org.openroi.event;

import java.time.Instant;

/**
 * An authorization was revoked (45 CFR 164.508(b)(5)); from {@code effectiveAt} on nothing more is
 * released under it.
 */
public record AuthorizationRevoked(
    AuthorizationId authorization, PatientRef patient, Instant effectiveAt)
    implements ReleaseEvent {
  public AuthorizationRevoked {
    Checks.present("authorization", authorization);
    Checks.present("patient", patient);
    effectiveAt = EventEnvelope.millis("effectiveAt", effectiveAt);
  }

  @Override
  public String subject() {
    return authorization.toString();
  }
}
