package org.openroi.redaction.kafka;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.openroi.event.EventEnvelope;
import org.openroi.event.InvalidEvent;
import org.openroi.event.RequesterRegistered;
import org.openroi.kafka.InboundRecord;
import org.openroi.redaction.KeepRequester;

/** {@code roi.requesters.v1}, compacted: the newest entry of a requester replaces every earlier. */
@ApplicationScoped
class RequestersListener {
  private final Batches batches;
  private final KeepRequester keepRequester;

  RequestersListener(Batches batches, KeepRequester keepRequester) {
    this.batches = batches;
    this.keepRequester = keepRequester;
  }

  @Incoming("requesters")
  @Blocking
  void on(ConsumerRecords<byte[], byte[]> records) {
    batches.process(records, this::on);
  }

  private void on(EventEnvelope event, InboundRecord record) {
    if (!(event.data() instanceof RequesterRegistered entry)) {
      throw new InvalidEvent(InvalidEvent.Reason.WRONG_TOPIC);
    }
    keepRequester.keep(entry);
  }
}
