package org.openroi.redaction.scheduler;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.openroi.kafka.Failures;
import org.openroi.redaction.Claim;
import org.openroi.redaction.ClaimDisclosure;
import org.openroi.redaction.DeliverDisclosure;
import org.openroi.redaction.DestroyPackages;
import org.openroi.redaction.KeepClaim;
import org.openroi.redaction.PrepareDisclosure;
import org.openroi.redaction.Work;

/** The workers of this service; not ready while they cannot claim. */
@Singleton
class Workers {
  private static final Logger LOG = Logger.getLogger(Workers.class);
  private static final Duration DRAIN = Duration.ofSeconds(8);

  /** Much longer than any claim holds that is not prolonged. */
  private static final Duration FORGOTTEN = Duration.ofHours(1);

  private final KeepClaim keepClaim;
  private final DestroyPackages destroyPackages;
  private final Crew preparers;
  private final Crew deliverers;

  Workers(
      ClaimDisclosure claimDisclosure,
      PrepareDisclosure prepareDisclosure,
      DeliverDisclosure deliverDisclosure,
      KeepClaim keepClaim,
      DestroyPackages destroyPackages,
      MeterRegistry metrics,
      @ConfigProperty(name = "openroi.redaction.preparers") int preparing,
      @ConfigProperty(name = "openroi.redaction.deliverers") int delivering) {
    this.keepClaim = keepClaim;
    this.destroyPackages = destroyPackages;
    deliverers =
        new Crew(
            "deliver",
            delivering,
            () -> claimDisclosure.claim(Work.DELIVER),
            deliverDisclosure::deliver,
            () -> {});
    preparers =
        new Crew(
            "prepare",
            preparing,
            () -> claimDisclosure.claim(Work.PREPARE),
            prepareDisclosure::prepare,
            deliverers::wake);
    for (Crew crew : List.of(preparers, deliverers)) {
      FunctionCounter.builder("openroi.disclosures.worked", crew, Crew::worked)
          .tag("work", crew.name())
          .register(metrics);
      FunctionCounter.builder("openroi.disclosures.faults", crew, Crew::faults)
          .tag("work", crew.name())
          .register(metrics);
      Gauge.builder("openroi.disclosures.busy", crew, each -> each.underWay().size())
          .tag("work", crew.name())
          .register(metrics);
    }
  }

  void start(@Observes @Priority(200) StartupEvent started) {
    preparers.start();
    deliverers.start();
  }

  /** What is under way may end; what does not is taken up where it stands by whoever is next. */
  void stop(@Observes @Priority(1) ShutdownEvent stopping) {
    preparers.stop();
    deliverers.stop();
    preparers.drain(DRAIN);
    deliverers.drain(DRAIN);
  }

  /** Several times within a lease. */
  @Scheduled(
      every = "{openroi.redaction.lease-kept-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  void keepClaims() {
    preparers.underWay().forEach(this::keep);
    deliverers.underWay().forEach(this::keep);
  }

  private void keep(Claim claim) {
    try {
      keepClaim.keep(claim);
    } catch (RuntimeException storeAway) {
      LOG.warnf("a claim was not prolonged: %s", Failures.describe(storeAway));
    }
  }

  @Scheduled(every = "10s", delayed = "2s", concurrentExecution = ConcurrentExecution.SKIP)
  void destroyPackages() {
    try {
      destroyPackages.destroy(Instant.now().minus(FORGOTTEN));
    } catch (IOException | RuntimeException failure) {
      LOG.warnf("packages are left for the next time: %s", Failures.describe(failure));
    }
  }

  @Produces
  @Singleton
  @Readiness
  HealthCheck readiness() {
    return () ->
        HealthCheckResponse.named("disclosure-workers")
            .status(!preparers.isBlocked() && !deliverers.isBlocked())
            .build();
  }
}
