package org.openroi.intake;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openroi.event.AuthorizationId;
import org.openroi.event.Channel;
import org.openroi.event.PatientRef;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.ReleaseId;
import org.openroi.event.RequesterId;
import org.openroi.event.Scope;

/**
 * A release request and its way so far.
 *
 * @param client the integration engine that submitted it, if one did
 * @param patient absent while the patient is not known
 * @param timeline oldest first, never empty
 */
public record Release(
    ReleaseId id,
    String facility,
    @Nullable String client,
    @Nullable String clientReference,
    RequesterId requester,
    String endpoint,
    PurposeOfUse purpose,
    Scope scope,
    @Nullable AuthorizationId authorization,
    @Nullable PatientRef patient,
    Channel channel,
    Instant receivedAt,
    List<Step> timeline) {
  public Release {
    timeline = List.copyOf(timeline);
  }

  public Step current() {
    return timeline.getLast();
  }
}
