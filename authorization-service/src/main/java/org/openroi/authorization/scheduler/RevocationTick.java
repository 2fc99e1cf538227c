package org.openroi.authorization.scheduler;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.openroi.authorization.CompleteRevocation;
import org.openroi.event.AuthorizationId;
import org.openroi.kafka.Failures;

/**
 * Each second, whatever revocation waits: for a permit to end, or for somebody to finish it after a
 * crash. Any number of replicas may do so at once.
 */
@Singleton
class RevocationTick {
  private static final Logger LOG = Logger.getLogger(RevocationTick.class);

  private final CompleteRevocation completeRevocation;

  RevocationTick(CompleteRevocation completeRevocation) {
    this.completeRevocation = completeRevocation;
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  void tick() {
    try {
      completeRevocation.pending().forEach(this::complete);
    } catch (RuntimeException storeAway) {
      LOG.warnf("the next tick looks again: %s", Failures.describe(storeAway));
    }
  }

  /** One that fails holds up no other. */
  private void complete(AuthorizationId authorization) {
    try {
      completeRevocation.complete(authorization, Instant.now());
    } catch (RuntimeException failure) {
      LOG.warnf("a revocation waits for the next tick: %s", Failures.describe(failure));
    }
  }
}
