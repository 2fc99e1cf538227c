package org.openroi.intake;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.PatientIdentifier;
import org.openroi.event.Publisher;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.RecordType;
import org.openroi.event.ReleaseEvent;
import org.openroi.event.ReleaseSubmitted;
import org.openroi.event.RequesterId;
import org.openroi.event.Scope;

/** Submissions as an integration engine makes them. */
public final class Submitted {
  private static final Scope SCOPE = new Scope(Set.of(RecordType.DISCHARGE_SUMMARY), null, null);

  private Submitted() {}

  public static ReleaseSubmitted release(RequesterId requester, String identifier) {
    return new ReleaseSubmitted(
        reference(),
        new PatientIdentifier(Api.SYSTEM, identifier),
        null,
        requester,
        "portal",
        PurposeOfUse.HLEGAL,
        SCOPE,
        null);
  }

  public static ReleaseSubmitted encrypted(RequesterId requester, String jwe) {
    return new ReleaseSubmitted(
        reference(), null, jwe, requester, "portal", PurposeOfUse.HLEGAL, SCOPE, null);
  }

  public static EventEnvelope by(String client, ReleaseEvent data) {
    return by(client, fresh(), "main-campus", data);
  }

  public static EventEnvelope by(String client, EventId id, String facility, ReleaseEvent data) {
    return new EventEnvelope(
        id,
        Publisher.clientSource(client),
        Instant.parse("2026-11-24T10:15:30Z"),
        "general-hospital",
        facility,
        null,
        0,
        data);
  }

  public static EventId fresh() {
    return EventId.of(UUID.randomUUID());
  }

  private static String reference() {
    return "ref-" + UUID.randomUUID();
  }

  /** Lets the client submit for anyone at the main campus. */
  public static void admit(String client) {
    Api.privacyOfficer()
        .contentType("application/json")
        .body("{\"facilities\":[\"main-campus\"],\"anyRequester\":true}")
        .put("/api/v1/clients/" + client)
        .then()
        .statusCode(200);
  }
}
