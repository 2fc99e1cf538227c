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

/** {@code roi.disclosures.v1}. */
@ApplicationScoped
class DisclosuresListener {
  private final Batches batches;
  private final FollowRelease followRelease;

  DisclosuresListener(Batches batches, FollowRelease followRelease) {
    this.batches = batches;
    this.followRelease = followRelease;
  }

  @Incoming("disclosures")
  @Blocking
  void on(ConsumerRecords<byte[], byte[]> records) {
    batches.process(records, this::on);
  }

  private void on(EventEnvelope event, InboundRecord record) {
    switch (event.data()) {
      case PackageSealed fact ->
          follow(
              event,
              fact.release(),
              fact.decisionVersion(),
              Step.of(ReleaseStatus.PREPARED, fact.sealedAt()));
      case DisclosureStopped fact ->
          follow(
              event,
              fact.release(),
              fact.decisionVersion(),
              Step.stopped(fact.stoppedAt(), fact.reason()));
      case DisclosureResumed fact ->
          follow(
              event,
              fact.release(),
              fact.decisionVersion(),
              Step.of(ReleaseStatus.AUTHORIZED, fact.resumedAt()));
      case DisclosureDelivered fact ->
          follow(
              event,
              fact.release(),
              fact.decisionVersion(),
              Step.of(ReleaseStatus.DELIVERED, fact.deliveredAt()));
      // Where the release stands does not change with these; of a withdrawal the decision says so.
      case RecordOpened _, DeliveryAttempted _, DisclosureWithdrawn _ -> {}
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
          ReleaseAuthorized _,
          ReleaseDenied _,
          ReleaseHeld _,
          EventQuarantined _,
          AuditEntryAppended _,
          CheckpointSigned _ ->
          throw new InvalidEvent(InvalidEvent.Reason.WRONG_TOPIC);
    }
  }

  /** A disclosure of a release that was never requested here cannot be applied. */
  private void follow(EventEnvelope event, ReleaseId release, int decisionVersion, Step next) {
    Progress disclosed = new Progress.Disclosed(decisionVersion, next);
    if (followRelease.follow(release, disclosed, event.id()) == Followed.UNKNOWN) {
      throw new InvalidEvent(InvalidEvent.Reason.NOT_APPLICABLE);
    }
  }
}
