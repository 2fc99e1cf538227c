package org.openroi.event;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every type of event: its name on the wire, its record, its topic and who may publish it. */
public enum EventType {
  RELEASE_SUBMITTED("release.submitted", ReleaseSubmitted.class, null, Publisher.CLIENT),
  SUBMISSION_ACCEPTED(
      "submission.accepted",
      SubmissionAccepted.class,
      Topics.SUBMISSION_OUTCOMES,
      Publisher.INTAKE),
  SUBMISSION_REFUSED(
      "submission.refused", SubmissionRefused.class, Topics.SUBMISSION_OUTCOMES, Publisher.INTAKE),
  RELEASE_REQUESTED(
      "release.requested", ReleaseRequested.class, Topics.RELEASE_REQUESTS, Publisher.INTAKE),
  PATIENT_MATCHED(
      "patient.matched", PatientMatched.class, Topics.RELEASE_REQUESTS, Publisher.INTAKE),
  REQUESTER_REGISTERED(
      "requester.registered", RequesterRegistered.class, Topics.REQUESTERS, Publisher.INTAKE),
  RELEASE_STATUS_CHANGED(
      "release.status-changed",
      ReleaseStatusChanged.class,
      Topics.RELEASE_STATUS,
      Publisher.INTAKE),
  AUTHORIZATION_RECORDED(
      "authorization.recorded",
      AuthorizationRecorded.class,
      Topics.AUTHORIZATIONS,
      Publisher.AUTHORIZATION),
  AUTHORIZATION_REVOKED(
      "authorization.revoked",
      AuthorizationRevoked.class,
      Topics.AUTHORIZATIONS,
      Publisher.AUTHORIZATION),
  RELEASE_AUTHORIZED(
      "release.authorized",
      ReleaseAuthorized.class,
      Topics.RELEASE_DECISIONS,
      Publisher.AUTHORIZATION),
  RELEASE_DENIED(
      "release.denied", ReleaseDenied.class, Topics.RELEASE_DECISIONS, Publisher.AUTHORIZATION),
  RELEASE_HELD(
      "release.held", ReleaseHeld.class, Topics.RELEASE_DECISIONS, Publisher.AUTHORIZATION),
  RELATIONSHIP_RECORDED(
      "relationship.recorded",
      RelationshipRecorded.class,
      Topics.AUTHORIZATIONS,
      Publisher.AUTHORIZATION),
  RECORD_OPENED("record.opened", RecordOpened.class, Topics.DISCLOSURES, Publisher.REDACTION),
  PACKAGE_SEALED("package.sealed", PackageSealed.class, Topics.DISCLOSURES, Publisher.REDACTION),
  DELIVERY_ATTEMPTED(
      "delivery.attempted", DeliveryAttempted.class, Topics.DISCLOSURES, Publisher.REDACTION),
  DISCLOSURE_DELIVERED(
      "disclosure.delivered", DisclosureDelivered.class, Topics.DISCLOSURES, Publisher.REDACTION),
  DISCLOSURE_STOPPED(
      "disclosure.stopped", DisclosureStopped.class, Topics.DISCLOSURES, Publisher.REDACTION),
  DISCLOSURE_RESUMED(
      "disclosure.resumed", DisclosureResumed.class, Topics.DISCLOSURES, Publisher.REDACTION),
  DISCLOSURE_WITHDRAWN(
      "disclosure.withdrawn", DisclosureWithdrawn.class, Topics.DISCLOSURES, Publisher.REDACTION),
  EVENT_QUARANTINED(
      "event.quarantined",
      EventQuarantined.class,
      null,
      Publisher.INTAKE,
      Publisher.AUTHORIZATION,
      Publisher.REDACTION,
      Publisher.AUDIT),
  AUDIT_ENTRY_APPENDED(
      "audit-entry.appended", AuditEntryAppended.class, Topics.AUDIT_ENTRIES, Publisher.AUDIT),
  CHECKPOINT_SIGNED(
      "checkpoint.signed", CheckpointSigned.class, Topics.AUDIT_CHECKPOINTS, Publisher.AUDIT);

  private static final Map<String, EventType> BY_WIRE =
      Stream.of(values())
          .collect(Collectors.toUnmodifiableMap(EventType::wire, Function.identity()));
  private static final Map<Class<?>, EventType> BY_DATA =
      Stream.of(values()).collect(Collectors.toUnmodifiableMap(t -> t.data, Function.identity()));

  private final String wire;
  private final Class<? extends ReleaseEvent> data;
  private final @Nullable String topic;
  private final EnumSet<Publisher> publishers;

  EventType(
      String name,
      Class<? extends ReleaseEvent> data,
      @Nullable String topic,
      Publisher first,
      Publisher... others) {
    this.wire = "org.openroi." + name + ".v1";
    this.data = data;
    this.topic = topic;
    this.publishers = EnumSet.of(first, others);
  }

  /** The CloudEvents {@code type}. */
  public String wire() {
    return wire;
  }

  /** The record that is this event's data. */
  public Class<? extends ReleaseEvent> data() {
    return data;
  }

  /** The topic it is published on; absent where that depends on the client or the consumer. */
  public Optional<String> topic() {
    return Optional.ofNullable(topic);
  }

  public Set<Publisher> publishers() {
    return Set.copyOf(publishers);
  }

  public static Optional<EventType> ofWire(String wire) {
    return Optional.ofNullable(BY_WIRE.get(wire));
  }

  public static EventType of(ReleaseEvent event) {
    EventType type = BY_DATA.get(event.getClass());
    if (type == null) {
      throw new IllegalStateException("an event type is missing in EventType");
    }
    return type;
  }
}
