package org.openroi.authorization;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openroi.event.AuthorizationId;
import org.openroi.event.DeliveryId;
import org.openroi.event.ReleaseId;

/**
 * The permits to send: each open until it is closed or its time has passed, by the store's clock.
 */
public interface Permits {
  /**
   * Opens a permit, or renews it, in the transaction that found that the delivery still may go. The
   * release is locked, and the authorization is not revoked before this transaction ends.
   *
   * @param authorization the one that the release was authorized under, where there is one
   * @return for how long it is valid from when it was asked for; never longer than it is open
   */
  Duration grant(
      ReleaseId release,
      DeliveryId delivery,
      int decisionVersion,
      @Nullable AuthorizationId authorization);

  /**
   * Closes it, if it was ever granted. Closed once more it stays as it is.
   *
   * @return the authorizations that it was granted under; none where it needed none
   */
  List<AuthorizationId> close(ReleaseId release, DeliveryId delivery);

  /** Whether any permit under this authorization is open. */
  boolean isOpenUnder(AuthorizationId authorization);
}
