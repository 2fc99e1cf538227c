package org.openroi.redaction.kafka;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.openroi.event.EventEnvelope;
import org.openroi.event.InvalidEvent;
import org.openroi.event.ReleaseAuthorized;
import org.openroi.event.ReleaseDenied;
import org.openroi.event.ReleaseHeld;
import org.openroi.event.ReleaseId;
import org.openroi.kafka.InboundRecord;
import org.openroi.redaction.AcceptDecision;
import org.openroi.redaction.DisclosureOrder;
import org.openroi.redaction.WithdrawDisclosure;

/** {@code roi.release-decisions.v1}. */
@ApplicationScoped
class ReleaseDecisionsListener {
  private final Batches batches;
  private final AcceptDecision acceptDecision;
  private final WithdrawDisclosure withdrawDisclosure;

  ReleaseDecisionsListener(
      Batches batches, AcceptDecision acceptDecision, WithdrawDisclosure withdrawDisclosure) {
    this.batches = batches;
    this.acceptDecision = acceptDecision;
    this.withdrawDisclosure = withdrawDisclosure;
  }

  @Incoming("release-decisions")
  @Blocking
  void on(ConsumerRecords<byte[], byte[]> records) {
    batches.process(records, this::on);
  }

  private void on(EventEnvelope event, InboundRecord record) {
    switch (event.data()) {
      case ReleaseAuthorized _ -> acceptDecision.accept(new DisclosureOrder(event), Instant.now());
      case ReleaseDenied denied -> withdraw(denied.release(), event);
      case ReleaseHeld held -> withdraw(held.release(), event);
      default -> throw new InvalidEvent(InvalidEvent.Reason.WRONG_TOPIC);
    }
  }

  private void withdraw(ReleaseId release, EventEnvelope event) {
    withdrawDisclosure.withdraw(release, event.subjectVersion(), event.id(), Instant.now());
  }
}
