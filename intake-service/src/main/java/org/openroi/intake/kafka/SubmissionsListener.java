package org.openroi.intake.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.openroi.event.Channel;
import org.openroi.event.EventEnvelope;
import org.openroi.event.InvalidEvent;
import org.openroi.event.ReleaseSubmitted;
import org.openroi.intake.NewSubmission;
import org.openroi.intake.SubmitRelease;
import org.openroi.kafka.InboundRecord;

/** {@code roi.submissions.<client>.v1}, every client's. */
@ApplicationScoped
class SubmissionsListener {
  private final Batches batches;
  private final SubmitRelease submitRelease;

  SubmissionsListener(Batches batches, SubmitRelease submitRelease) {
    this.batches = batches;
    this.submitRelease = submitRelease;
  }

  @Incoming("submissions")
  @Blocking
  void on(ConsumerRecords<byte[], byte[]> records) {
    batches.process(records, this::on);
  }

  private void on(EventEnvelope event, InboundRecord record) {
    if (!(event.data() instanceof ReleaseSubmitted submitted)) {
      throw new InvalidEvent(InvalidEvent.Reason.WRONG_TOPIC);
    }
    submitRelease.submit(
        NewSubmission.of(event, submitted, Channel.KAFKA, record.coordinates(), Instant.now()));
  }
}
