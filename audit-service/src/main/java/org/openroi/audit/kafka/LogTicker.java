package org.openroi.audit.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.openroi.audit.AnnounceLog;
import org.openroi.audit.ExportCheckpoints;
import org.openroi.audit.SignCheckpoint;
import org.openroi.audit.SignCheckpoint.Signing;
import org.openroi.kafka.Failures;

/**
 * Every second: signs what was added, exports the checkpoint, and publishes both. Each step is
 * tried again with the next tick, from where its own cursor stands.
 */
@ApplicationScoped
class LogTicker {
  private static final System.Logger LOG = System.getLogger(LogTicker.class.getName());

  private final SignCheckpoint signCheckpoint;
  private final ExportCheckpoints exportCheckpoints;
  private final AnnounceLog announceLog;
  private final String custodian;
  private final MeterRegistry meters;
  private final AtomicReference<@Nullable String> refusal = new AtomicReference<>();

  LogTicker(
      SignCheckpoint signCheckpoint,
      ExportCheckpoints exportCheckpoints,
      AnnounceLog announceLog,
      @ConfigProperty(name = "openroi.custodian") String custodian,
      MeterRegistry meters) {
    this.signCheckpoint = signCheckpoint;
    this.exportCheckpoints = exportCheckpoints;
    this.announceLog = announceLog;
    this.custodian = custodian;
    this.meters = meters;
  }

  /** Why the log is not signed; null while it is. */
  @Nullable String refusal() {
    return refusal.get();
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  void signAndExport() {
    attempt(
        "sign",
        () -> {
          switch (signCheckpoint.sign(Instant.now())) {
            case Signing.Signed _ -> {
              meters.counter("openroi.audit.checkpoints").increment();
              refusal.set(null);
            }
            case Signing.NothingNew _ -> refusal.set(null);
            case Signing.Refused(String why) -> {
              if (!why.equals(refusal.getAndSet(why))) {
                LOG.log(System.Logger.Level.ERROR, "ALARM the log is not signed: {0}", why);
              }
            }
          }
        });
    if (refusal.get() == null) {
      attempt("export", exportCheckpoints::export);
    }
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  void announce() {
    attempt("announce", announceLog::announceEntries);
    attempt("announce", () -> announceLog.announceCheckpoints(custodian));
  }

  private void attempt(String step, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException failure) {
      meters.counter("openroi.audit.failed-ticks", "step", step).increment();
      LOG.log(System.Logger.Level.WARNING, "could not {0}: {1}", step, Failures.describe(failure));
    }
  }
}
