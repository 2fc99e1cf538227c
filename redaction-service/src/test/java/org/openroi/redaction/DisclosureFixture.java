package org.openroi.redaction;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openroi.event.DeliveryId;
import org.openroi.event.Endpoint;
import org.openroi.event.EndpointKind;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.LegalRoute;
import org.openroi.event.PatientRef;
import org.openroi.event.Publisher;
import org.openroi.event.RecordType;
import org.openroi.event.ReleaseAuthorized;
import org.openroi.event.ReleaseDenied;
import org.openroi.event.ReleaseEvent;
import org.openroi.event.ReleaseId;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterKind;
import org.openroi.event.RequesterRegistered;
import org.openroi.event.Scope;
import org.openroi.event.VerificationLevel;

/** Decisions to disclose, all of them made up. */
public final class DisclosureFixture {
  public static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  public static final String FACILITY = "main-campus";

  public final ReleaseId release = new ReleaseId(UUID.randomUUID());
  public final RequesterId requester = new RequesterId(UUID.randomUUID());
  public final PatientRef patient = new PatientRef(UUID.randomUUID());
  public String facility = FACILITY;
  public @Nullable String terms;

  public DisclosureOrder order(int version) {
    return new DisclosureOrder(authorized(version));
  }

  public EventEnvelope authorized(int version) {
    return event(
        version,
        new ReleaseAuthorized(
            release,
            patient,
            requester,
            "inbox",
            LegalRoute.TPO_TREAT,
            new Scope(Set.of(RecordType.ENTIRE_RECORD), null, null),
            null,
            "policy-1",
            NOW,
            terms));
  }

  public EventEnvelope denied(int version) {
    return event(
        version,
        new ReleaseDenied(
            release, Set.of(org.openroi.event.DenialClass.AUTHORIZATION_REVOKED), "policy-1", NOW));
  }

  private EventEnvelope event(int version, ReleaseEvent fact) {
    return new EventEnvelope(
        EventId.of(UUID.randomUUID()),
        Publisher.AUTHORIZATION.source(),
        NOW,
        "general-hospital",
        facility,
        null,
        version,
        fact);
  }

  /** The entry of the directory with this one end point. */
  public RequesterRegistered entry(Endpoint endpoint) {
    return new RequesterRegistered(
        requester,
        RequesterKind.PROVIDER,
        "Example Clinic",
        VerificationLevel.DOCUMENT_CHECKED,
        Set.of(facility),
        Set.of(endpoint),
        null,
        true);
  }

  public static Endpoint endpoint(String address, @Nullable String hostKey) {
    return new Endpoint("inbox", EndpointKind.SFTP, address, "a public key", hostKey);
  }

  public Parcel parcel(StoredPackage pack) {
    return new Parcel(pack, "ab".repeat(32), 12, "fingerprint", "cut-1", NOW);
  }

  public Parcel parcel(DeliveryId delivery) {
    return parcel(new StoredPackage(delivery + "-1.pgp", "cd".repeat(32), 4_711));
  }
}
