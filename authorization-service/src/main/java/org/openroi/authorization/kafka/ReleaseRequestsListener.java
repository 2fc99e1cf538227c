package org.openroi.authorization.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.openroi.authorization.DecideRelease;
import org.openroi.authorization.MatchPatient;
import org.openroi.authorization.policy.ReleaseRequest;
import org.openroi.event.EventEnvelope;
import org.openroi.event.InvalidEvent;
import org.openroi.event.PatientMatched;
import org.openroi.event.ReleaseRequested;
import org.openroi.kafka.InboundRecord;

/** {@code roi.release-requests.v1}. */
@ApplicationScoped
class ReleaseRequestsListener {
  private final Batches batches;
  private final DecideRelease decideRelease;
  private final MatchPatient matchPatient;

  ReleaseRequestsListener(Batches batches, DecideRelease decideRelease, MatchPatient matchPatient) {
    this.batches = batches;
    this.decideRelease = decideRelease;
    this.matchPatient = matchPatient;
  }

  @Incoming("release-requests")
  @Blocking
  void on(ConsumerRecords<byte[], byte[]> records) {
    batches.process(records, this::on);
  }

  private void on(EventEnvelope event, InboundRecord record) {
    switch (event.data()) {
      case ReleaseRequested asked ->
          decideRelease.decide(request(asked, event.facility()), event.id(), Instant.now());
      case PatientMatched found -> {
        if (!matchPatient.match(found.release(), found.patient(), event.id(), Instant.now())) {
          throw new InvalidEvent(InvalidEvent.Reason.NOT_APPLICABLE);
        }
      }
      default -> throw new InvalidEvent(InvalidEvent.Reason.WRONG_TOPIC);
    }
  }

  private static ReleaseRequest request(ReleaseRequested asked, String facility) {
    return new ReleaseRequest(
        asked.release(),
        facility,
        asked.requester(),
        asked.endpoint(),
        asked.purpose(),
        asked.scope(),
        asked.authorization(),
        asked.patient(),
        asked.receivedAt());
  }
}
