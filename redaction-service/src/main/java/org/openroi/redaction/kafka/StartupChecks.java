package org.openroi.redaction.kafka;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/**
 * Refuses to start with settings that could lose an event, without the topics, or without the
 * folders. The keys are asked for by those who need them, at the start as well.
 */
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
  private final Path records;
  private final Path packages;

  StartupChecks(
      Config config,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
      @ConfigProperty(name = "openroi.redaction.records-folder") Path records,
      @ConfigProperty(name = "openroi.redaction.package-folder") Path packages) {
    this.config = config;
    this.bootstrapServers = bootstrapServers;
    this.records = records;
    this.packages = packages;
  }

  void check(@Observes @Priority(1) StartupEvent starting) {
    checkFolders(records, packages);
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

  static void checkFolders(Path records, Path packages) {
    if (!Files.isDirectory(records) || !Files.isReadable(records)) {
      throw new IllegalStateException(
          "openroi.redaction.records-folder must be a folder that can be read");
    }
    try {
      Files.createDirectories(packages);
    } catch (IOException notMade) {
      throw new IllegalStateException(
          "openroi.redaction.package-folder must be a folder, or one that can be made");
    }
    if (!Files.isWritable(packages)) {
      throw new IllegalStateException(
          "openroi.redaction.package-folder must be a folder that can be written to");
    }
  }
}
