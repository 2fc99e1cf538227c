package org.openroi.intake.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.openroi.event.AuditEntryAppended;
import org.openroi.event.AuthorizationRecorded;
import org.openroi.event.AuthorizationRevoked;
import org.openroi.event.CheckpointSigned;
import org.openroi.event.DeliveryAttempted;
import org.openroi.event.DisclosureDelivered;
import org.openroi.event.DisclosureResumed;
import org.openroi.event.DisclosureStopped;
import org.openroi.event.DisclosureWithdrawn;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventQuarantined;
import org.openroi.event.InvalidEvent;
import org.openroi.event.PackageSealed;
import org.openroi.event.PatientMatched;
import org.openroi.event.RecordOpened;
import org.openroi.event.RelationshipRecorded;
import org.openroi.event.ReleaseAuthorized;
import org.openroi.event.ReleaseDenied;
import org.openroi.event.ReleaseHeld;
import org.openroi.event.ReleaseId;
import org.openroi.event.ReleaseRequested;
import org.openroi.event.ReleaseStatus;
import org.openroi.event.ReleaseStatusChanged;
import org.openroi.event.ReleaseSubmitted;
import org.openroi.event.RequesterRegistered;
import org.openroi.event.SubmissionAccepted;
import org.openroi.event.SubmissionRefused;
import org.openroi.intake.FollowRelease;
import org.openroi.intake.Followed;
import org.openroi.intake.Progress;
import org.openroi.intake.Step;
import org.openroi.kafka.InboundRecord;

/** {@code roi.release-decisions.v1}. */
@ApplicationScoped
class ReleaseDecisionsListener {
  private final Batches batches;
  private final FollowRelease followRelease;

  ReleaseDecisionsListener(Batches batches, FollowRelease followRelease) {
    this.batches = batches;
    this.followRelease = followRelease;
  }

  @Incoming("release-decisions")
  @Blocking
  void on(ConsumerRecords<byte[], byte[]> records) {
    batches.process(records, this::on);
  }

  private void on(EventEnvelope event, InboundRecord record) {
    switch (event.data()) {
      case ReleaseAuthorized fact ->
          follow(event, fact.release(), Step.of(ReleaseStatus.AUTHORIZED, fact.decidedAt()));
      case ReleaseDenied fact ->
          follow(event, fact.release(), Step.denied(fact.decidedAt(), fact.reasons()));
      case ReleaseHeld fact ->
          follow(event, fact.release(), Step.held(fact.decidedAt(), fact.missing()));
      case ReleaseSubmitted _,
          SubmissionAccepted _,
          SubmissionRefused _,
          ReleaseRequested _,
          PatientMatched _,
          RequesterRegistered _,
          ReleaseStatusChanged _,
          AuthorizationRecorded _,
          AuthorizationRevoked _,
          RelationshipRecorded _,
          RecordOpened _,
          PackageSealed _,
          DeliveryAttempted _,
          DisclosureDelivered _,
          DisclosureStopped _,
          DisclosureResumed _,
          DisclosureWithdrawn _,
          EventQuarantined _,
          AuditEntryAppended _,
          CheckpointSigned _ ->
          throw new InvalidEvent(InvalidEvent.Reason.WRONG_TOPIC);
    }
  }

  /** A decision on a release that was never requested here cannot be applied. */
  private void follow(EventEnvelope event, ReleaseId release, Step next) {
    Progress decided = new Progress.Decided(event.subjectVersion(), next);
    if (followRelease.follow(release, decided, event.id()) == Followed.UNKNOWN) {
      throw new InvalidEvent(InvalidEvent.Reason.NOT_APPLICABLE);
    }
  }
}
