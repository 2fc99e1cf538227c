package org.openroi.audit.kafka;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.openroi.kafka.InboundBatches;

/** Not ready while a batch waits for the store, or while the log does not fit its checkpoints. */
@Readiness
class AuditReadiness implements HealthCheck {
  private final InboundBatches batches;
  private final LogTicker ticker;

  AuditReadiness(InboundBatches batches, LogTicker ticker) {
    this.batches = batches;
    this.ticker = ticker;
  }

  @Override
  public HealthCheckResponse call() {
    boolean blocked = batches.isBlocked();
    boolean refused = ticker.refusal() != null;
    return HealthCheckResponse.named("audit log")
        .status(!blocked && !refused)
        .withData("store", blocked ? "waiting" : "taking events")
        .withData("checkpoints", refused ? "refused" : "signed")
        .build();
  }
}
