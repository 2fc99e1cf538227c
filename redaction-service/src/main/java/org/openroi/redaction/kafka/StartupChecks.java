package org.openroi.redaction.kafka;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.openroi.event.Topics;
import org.openroi.kafka.KafkaStartupChecks;
import org.openroi.kafka.Mutant;
import org.openroi.kafka.ProducerSettings;

/** Refuses to start with settings that could lose an event, or without the topics. */
@Singleton
class StartupChecks {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> TOPICS =
      List.of(
          Topics.RELEASE_DECISIONS,
          Topics.REQUESTERS,
          Topics.DISCLOSURES,
          Topics.deadLetters(Topics.RELEASE_DECISIONS, Batches.CONSUMER),
          Topics.deadLetters(Topics.REQUESTERS, Batches.CONSUMER));

  private final Config config;
  private final String bootstrapServers;

  StartupChecks(
      Config config, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    this.config = config;
    this.bootstrapServers = bootstrapServers;
  }

  void check(@Observes @Priority(1) StartupEvent starting) {
    KafkaStartupChecks checks =
        new KafkaStartupChecks(name -> config.getOptionalValue(name, String.class).orElse(null))
            .incoming("release-decisions")
            .incoming("requesters");
    if (Mutant.armed() == Mutant.NONE) {
      checks.producer(ProducerSettings.of(bootstrapServers, Batches.CONSUMER));
    }
    checks
        .topics(
            Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            TOPICS,
            PATIENCE)
        .orRefuse();
  }
}
