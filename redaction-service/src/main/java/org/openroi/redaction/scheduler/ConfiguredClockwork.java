package org.openroi.redaction.scheduler;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.openroi.kafka.Mutant;
import org.openroi.redaction.Patience;
import org.openroi.redaction.Retrying;
import org.openroi.redaction.Ticks;

/** The clocks, and for how long what is tried, as this deployment says. */
@Dependent
class ConfiguredClockwork {
  @Produces
  @Singleton
  InstantSource time() {
    return InstantSource.system();
  }

  @Produces
  @Singleton
  Ticks ticks() {
    return System::nanoTime;
  }

  @Produces
  @Singleton
  Patience patience(
      @ConfigProperty(name = "openroi.redaction.delivery-patience") Duration delivery,
      @ConfigProperty(name = "openroi.redaction.directory-patience") Duration directory,
      @ConfigProperty(name = "openroi.redaction.lease") Duration lease) {
    return new Patience(delivery, directory, lease);
  }

  @Produces
  @Singleton
  Retrying retrying() {
    return switch (Mutant.armed()) {
      case RETRY_WITHOUT_RECONCILE -> Retrying.SEND_AGAIN;
      case RE_ENCRYPT_ON_RETRY -> Retrying.SEAL_AND_SEND_AGAIN;
      case NONE,
          NO_INBOX,
          ACKS_1,
          COMMIT_BEFORE_TRANSACTION,
          CURSOR_OUTBOX,
          DEAD_LETTER_SWALLOWED,
          W_0,
          STALE_REVOCATION ->
          Retrying.RECONCILE;
    };
  }
}
