package org.openroi.event;

/** A fact of the suite. Sealed: whoever handles facts must think about a new one. */
public sealed interface ReleaseEvent
    permits ReleaseSubmitted,
        SubmissionAccepted,
        SubmissionRefused,
        ReleaseRequested,
        PatientMatched,
        RequesterRegistered,
        ReleaseStatusChanged,
        AuthorizationRecorded,
        AuthorizationRevoked,
        ReleaseAuthorized,
        ReleaseDenied,
        ReleaseHeld,
        RelationshipRecorded,
        RecordOpened,
        PackageSealed,
        DeliveryAttempted,
        DisclosureDelivered,
        DisclosureStopped,
        DisclosureResumed,
        DisclosureWithdrawn,
        EventQuarantined,
        AuditEntryAppended,
        CheckpointSigned {

  /**
   * What the event is about: the release, authorization, relationship or requester it is a fact of.
   * It is the CloudEvents {@code subject} and the Kafka key.
   */
  String subject();
}
