package org.openroi.authorization;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openroi.event.AuthorizationId;
import org.openroi.event.DeliveryId;
import org.openroi.event.ReleaseId;

/** {@link Permits} for one thread, by a clock that the test moves. */
final class InMemoryPermits implements Permits {
  static final Duration VALIDITY = Duration.ofSeconds(30);

  private record Key(ReleaseId release, DeliveryId delivery, int decisionVersion) {}

  private record Permit(@Nullable AuthorizationId authorization, Instant until, boolean closed) {}

  private final Map<Key, Permit> permits = new LinkedHashMap<>();
  private final InMemoryTime time;

  InMemoryPermits(InMemoryTime time) {
    this.time = time;
  }

  @Override
  public Duration grant(
      ReleaseId release,
      DeliveryId delivery,
      int decisionVersion,
      @Nullable AuthorizationId authorization) {
    permits.put(
        new Key(release, delivery, decisionVersion),
        new Permit(authorization, time.now().plus(VALIDITY), false));
    return VALIDITY;
  }

  @Override
  public List<AuthorizationId> close(ReleaseId release, DeliveryId delivery) {
    List<Key> open =
        permits.entrySet().stream()
            .filter(each -> !each.getValue().closed())
            .map(Map.Entry::getKey)
            .filter(key -> key.release().equals(release) && key.delivery().equals(delivery))
            .toList();
    open.forEach(
        key ->
            permits.computeIfPresent(
                key, (k, permit) -> new Permit(permit.authorization(), permit.until(), true)));
    return open.stream()
        .map(key -> permits.get(key).authorization())
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  @Override
  public boolean isOpenUnder(AuthorizationId authorization) {
    return permits.values().stream()
        .anyMatch(
            permit ->
                authorization.equals(permit.authorization())
                    && !permit.closed()
                    && permit.until().isAfter(time.now()));
  }
}
