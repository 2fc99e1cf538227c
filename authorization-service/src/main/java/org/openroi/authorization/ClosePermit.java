package org.openroi.authorization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import org.openroi.event.AuthorizationId;
import org.openroi.event.DeliveryId;
import org.openroi.event.ReleaseId;

/** Closes a permit before its time, and lets a revocation that waited for it take effect. */
@ApplicationScoped
public class ClosePermit {
  private final Permits permits;
  private final CompleteRevocation completeRevocation;

  public ClosePermit(Permits permits, CompleteRevocation completeRevocation) {
    this.permits = permits;
    this.completeRevocation = completeRevocation;
  }

  /** Two transactions: whoever closes a permit holds it, and must not wait for an authorization. */
  public void close(ReleaseId release, DeliveryId delivery, Instant asOf) {
    for (AuthorizationId under : closed(release, delivery)) {
      completeRevocation.complete(under, asOf);
    }
  }

  @Transactional
  List<AuthorizationId> closed(ReleaseId release, DeliveryId delivery) {
    return permits.close(release, delivery);
  }
}
