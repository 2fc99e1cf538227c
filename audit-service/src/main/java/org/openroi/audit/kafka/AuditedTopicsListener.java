package org.openroi.audit.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.openroi.kafka.InboundBatches;

/**
 * Every topic of the services into the log. One listener for all of them, unlike elsewhere: every
 * event gets the same treatment whatever its topic, one consumer group keeps the order of each
 * partition, and batches across topics are larger.
 */
@ApplicationScoped
class AuditedTopicsListener {
  private final InboundBatches batches;

  AuditedTopicsListener(InboundBatches batches) {
    this.batches = batches;
  }

  @Incoming(KafkaWiring.CHANNEL)
  @Blocking
  @Acknowledgment(Acknowledgment.Strategy.POST_PROCESSING)
  void on(ConsumerRecords<byte[], byte[]> batch) {
    batches.processTogether(batch, recorded -> {});
  }
}
