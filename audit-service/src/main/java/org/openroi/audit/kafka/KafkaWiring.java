package org.openroi.audit.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.openroi.audit.Events;
import org.openroi.audit.Quarantine;
import org.openroi.audit.RecordEvents;
import org.openroi.event.Topics;
import org.openroi.kafka.InboundBatches;
import org.openroi.kafka.KafkaStartupChecks;
import org.openroi.kafka.ProducerSettings;
import org.openroi.kafka.Sealer;

/** Makes the producer and the inbound batches, and refuses to start where they could lose. */
@ApplicationScoped
class KafkaWiring {
  /** The channel of every audited topic. */
  static final String CHANNEL = "audited-topics";

  private static final List<String> AUDITED =
      List.of(
          Topics.SUBMISSION_OUTCOMES,
          Topics.RELEASE_REQUESTS,
          Topics.REQUESTERS,
          Topics.RELEASE_STATUS,
          Topics.AUTHORIZATIONS,
          Topics.RELEASE_DECISIONS,
          Topics.DISCLOSURES);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<String, Object> producer;
  private final String bootstrapServers;

  KafkaWiring(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.producer = ProducerSettings.of(bootstrapServers, LogInbound.CONSUMER);
  }

  /** Before the channels start. */
  void check(@Observes @Priority(1) StartupEvent start, Config config) {
    List<String> topics =
        Stream.of(
                AUDITED.stream(),
                AUDITED.stream().map(topic -> Topics.deadLetters(topic, LogInbound.CONSUMER)),
                Stream.of(Topics.AUDIT_ENTRIES, Topics.AUDIT_CHECKPOINTS))
            .flatMap(each -> each)
            .toList();
    new KafkaStartupChecks(name -> config.getOptionalValue(name, String.class).orElse(null))
        .incoming(CHANNEL)
        .producer(producer)
        .topics(Map.of("bootstrap.servers", bootstrapServers), topics, PATIENCE)
        .orRefuse();
  }

  @Produces
  @Singleton
  Events events() {
    return new KafkaEvents(producer);
  }

  void close(@Disposes Events events) throws Exception {
    if (events instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }

  @Produces
  @Singleton
  InboundBatches batches(
      RecordEvents recordEvents,
      Quarantine quarantine,
      Events events,
      @ConfigProperty(name = "openroi.quarantine-key") String key,
      @ConfigProperty(name = "openroi.custodian") String custodian,
      MeterRegistry meters) {
    InboundBatches batches =
        new InboundBatches(
            LogInbound.CONSUMER,
            new LogInbound(
                recordEvents,
                quarantine,
                events,
                Sealer.ofBase64(key),
                custodian,
                Clock.systemUTC()));
    meters.more().counter("openroi.inbound.batches", List.of(), batches, InboundBatches::batches);
    meters.more().counter("openroi.inbound.records", List.of(), batches, InboundBatches::records);
    meters.more().counter("openroi.audit.appended", List.of(), batches, InboundBatches::handled);
    meters
        .more()
        .counter("openroi.inbound.duplicates", List.of(), batches, InboundBatches::duplicates);
    meters
        .more()
        .counter("openroi.inbound.quarantined", List.of(), batches, InboundBatches::quarantined);
    meters.more().counter("openroi.inbound.alarms", List.of(), batches, InboundBatches::alarms);
    meters.more().counter("openroi.inbound.outages", List.of(), batches, InboundBatches::outages);
    return batches;
  }

  void stop(@Observes ShutdownEvent end, InboundBatches batches) {
    batches.stop(Duration.ofSeconds(10));
  }
}
