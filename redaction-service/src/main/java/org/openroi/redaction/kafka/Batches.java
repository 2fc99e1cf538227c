package org.openroi.redaction.kafka;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.openroi.event.InvalidEvent;
import org.openroi.kafka.InboundBatches;
import org.openroi.kafka.InboundHandler;
import org.openroi.kafka.InboundStore;
import org.openroi.redaction.Custodian;

/** The batches of every listener of this service; not ready while one waits for the store. */
@Singleton
class Batches {
  /** The consumer group of this service. */
  static final String CONSUMER = "redaction";

  private static final Duration DRAIN = Duration.ofSeconds(10);

  private final InboundBatches batches;
  private final Custodian custodian;

  Batches(InboundStore store, MeterRegistry metrics, Custodian custodian) {
    this.custodian = custodian;
    batches = new InboundBatches(CONSUMER, store);
    count(metrics, "batches", InboundBatches::batches);
    count(metrics, "records", InboundBatches::records);
    count(metrics, "handled", InboundBatches::handled);
    count(metrics, "duplicates", InboundBatches::duplicates);
    count(metrics, "parked", InboundBatches::parked);
    count(metrics, "quarantined", InboundBatches::quarantined);
    count(metrics, "alarms", InboundBatches::alarms);
    count(metrics, "outages", InboundBatches::outages);
  }

  /** Applies a batch. An event of another custodian is none of ours. */
  void process(ConsumerRecords<byte[], byte[]> records, InboundHandler handler) {
    batches.process(
        records,
        (event, record) -> {
          if (!event.custodian().equals(custodian.code())) {
            throw new InvalidEvent(InvalidEvent.Reason.NOT_APPLICABLE);
          }
          handler.on(event, record);
        });
  }

  @Scheduled(every = "60s", concurrentExecution = ConcurrentExecution.SKIP)
  void announceGaps() {
    batches.announceGaps(Instant.now());
  }

  void stop(@Observes ShutdownEvent stopping) {
    batches.stop(DRAIN);
  }

  @Produces
  @Singleton
  @Readiness
  HealthCheck readiness() {
    return () -> HealthCheckResponse.named("inbound-batches").status(!batches.isBlocked()).build();
  }

  private void count(MeterRegistry metrics, String name, ToDoubleFunction<InboundBatches> value) {
    FunctionCounter.builder("openroi.inbound." + name, batches, value).register(metrics);
  }
}
