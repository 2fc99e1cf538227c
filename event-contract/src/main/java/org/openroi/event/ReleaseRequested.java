package org.openroi.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request for records was received; the clock of every deadline starts at {@code receivedAt}.
 *
 * @param patient absent while the patient is not known; {@link PatientMatched} follows
 */
public record ReleaseRequested(
    ReleaseId release,
    RequesterId requester,
    String endpoint,
    PurposeOfUse purpose,
    Scope scope,
    @Nullable AuthorizationId authorization,
    @Nullable PatientRef patient,
    Channel channel,
    Instant receivedAt)
    implements ReleaseEvent {
  public ReleaseRequested {
    Checks.present("release", release);
    Checks.present("requester", requester);
    Checks.code("endpoint", endpoint);
    Checks.present("purpose", purpose);
    Checks.present("scope", scope);
    Checks.present("channel", channel);
    receivedAt = EventEnvelope.millis("receivedAt", receivedAt);
  }

  @Override
  public String subject() {
    return release.toString();
  }
}
