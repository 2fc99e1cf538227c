package org.openroi.redaction.postgres;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionManager;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.openroi.event.Publisher;
import org.openroi.kafka.InboundStore;
import org.openroi.kafka.Sealer;
import org.openroi.outbox.Outbox;
import org.openroi.outbox.OutboxRelay;
import org.openroi.outbox.PostgresInboundStore;
import org.openroi.redaction.Custodian;

/** Inbox, outbox and relay of this service, on its own database. */
@Singleton
class Backbone {
  private static final String NAME = "redaction";

  /** Longer than any topic of ours or theirs keeps a record. */
  private static final Duration KEPT = Duration.ofDays(31);

  private static final int CHUNK = 5_000;

  private final OutboxRelay relay;
  private final Outbox outbox;
  private final PostgresInboundStore inbox;

  Backbone(
      AgroalDataSource database,
      TransactionManager transactions,
      Custodian custodian,
      MeterRegistry metrics,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
      @ConfigProperty(name = "openroi.quarantine-key") String quarantineKey) {
    relay = new OutboxRelay(NAME + "-relay", database, bootstrapServers);
    outbox = new Outbox(database, transactions, relay::wake);
    inbox =
        new PostgresInboundStore(
            new PostgresInboundStore.Identity(NAME, Publisher.REDACTION.source(), custodian.code()),
            database,
            transactions,
            outbox,
            Sealer.ofBase64(quarantineKey),
            InstantSource.system());
    count(metrics, "passes", OutboxRelay::passes);
    count(metrics, "sent", OutboxRelay::sent);
    count(metrics, "fenced", OutboxRelay::fenced);
    count(metrics, "failures", OutboxRelay::failures);
  }

  @Produces
  @Singleton
  Outbox outbox() {
    return outbox;
  }

  @Produces
  @Singleton
  InboundStore inbox() {
    return inbox;
  }

  void start(@Observes @Priority(100) StartupEvent started) {
    relay.start();
  }

  /**
   * After the listeners have drained: what they committed is sent now, and not at the next start.
   */
  void stop(@Observes @Priority(10_000) ShutdownEvent stopping) {
    relay.stop();
  }

  @Scheduled(every = "1h", delayed = "5m", concurrentExecution = ConcurrentExecution.SKIP)
  void prune() {
    Instant before = Instant.now().minus(KEPT);
    while (outbox.prune(before, CHUNK) == CHUNK) {
      // the next chunk
    }
    while (inbox.prune(before, CHUNK) == CHUNK) {
      // the next chunk
    }
  }

  @Produces
  @Singleton
  @Readiness
  HealthCheck readiness() {
    return () -> HealthCheckResponse.named("outbox-relay").status(relay.isHealthy()).build();
  }

  private void count(MeterRegistry metrics, String name, ToDoubleFunction<OutboxRelay> value) {
    FunctionCounter.builder("openroi.outbox." + name, relay, value).register(metrics);
  }
}
