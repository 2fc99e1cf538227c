package org.openroi.intake.kafka;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
  private static final List<String> WRITTEN =
      List.of(
          Topics.SUBMISSION_OUTCOMES,
          Topics.RELEASE_REQUESTS,
          Topics.REQUESTERS,
          Topics.RELEASE_STATUS,
          Topics.deadLetters(Topics.RELEASE_DECISIONS, Batches.CONSUMER),
          Topics.deadLetters(Topics.DISCLOSURES, Batches.CONSUMER));
  private static final List<String> READ = List.of(Topics.RELEASE_DECISIONS, Topics.DISCLOSURES);

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
            .incoming("submissions")
            .incoming("release-decisions")
            .incoming("disclosures");
    if (Mutant.armed() == Mutant.NONE) {
      checks.producer(ProducerSettings.of(bootstrapServers, Batches.CONSUMER));
    }
    checks
        .topics(
            Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            Stream.concat(WRITTEN.stream(), READ.stream()).toList(),
            PATIENCE)
        .orRefuse();
  }
}
