package org.openroi.systemtests.checker;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.openroi.event.AuthorizationId;
import org.openroi.event.AuthorizationRevoked;
import org.openroi.event.DeliveryId;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventType;
import org.openroi.event.ReleaseAuthorized;
import org.openroi.systemtests.checker.Disclosures.Revocation;

/**
 * Every revocation becomes effective and is told so with the instant that is stored; from this
 * instant on no recipient's server is given a byte of what rests on the authorization.
 */
final class NothingLeavesAfterAnEffectiveRevocation implements Invariant {
  @Override
  public String number() {
    return "I4";
  }

  @Override
  public Stream<String> violations(Snapshot snapshot) {
    List<String> found = new ArrayList<>();
    Map<AuthorizationId, Set<Instant>> told =
        snapshot
            .published(EventType.AUTHORIZATION_REVOKED)
            .map(event -> (AuthorizationRevoked) event.data())
            .collect(
                groupingBy(
                    AuthorizationRevoked::authorization,
                    mapping(AuthorizationRevoked::effectiveAt, toSet())));
    Map<AuthorizationId, Instant> effective = new HashMap<>();
    for (Revocation revocation : snapshot.disclosures().revocations()) {
      Instant at = revocation.effectiveAt();
      if (at == null) {
        found.add("the revocation of " + revocation.authorization() + " never became effective");
        continue;
      }
      effective.put(revocation.authorization(), at);
      Set<Instant> events = told.getOrDefault(revocation.authorization(), Set.of());
      if (!events.equals(Set.of(at.truncatedTo(ChronoUnit.MILLIS)))) {
        found.add("the revocation of " + revocation.authorization() + " was told otherwise");
      }
    }
    Map<DeliveryId, AuthorizationId> restsOn = restsOn(snapshot);
    snapshot.disclosures().touches().stream()
        .filter(touch -> touch.act().givesBytes())
        .forEach(
            touch -> {
              Instant at = touch.delivery().map(restsOn::get).map(effective::get).orElse(null);
              if (at != null && touch.at().isAfter(at)) {
                found.add(
                    "%s of %s with %s at %s, revoked effectively at %s"
                        .formatted(touch.act(), touch.path(), touch.user(), touch.at(), at));
              }
            });
    return found.stream();
  }

  /** Which authorization each delivery rests on: its id is made from the decision that names it. */
  private static Map<DeliveryId, AuthorizationId> restsOn(Snapshot snapshot) {
    return snapshot
        .published(EventType.RELEASE_AUTHORIZED)
        .filter(event -> ((ReleaseAuthorized) event.data()).authorization() != null)
        .collect(
            toMap(
                NothingLeavesAfterAnEffectiveRevocation::delivery,
                event -> ((ReleaseAuthorized) event.data()).authorization(),
                (first, second) -> first));
  }

  private static DeliveryId delivery(EventEnvelope event) {
    ReleaseAuthorized decision = (ReleaseAuthorized) event.data();
    return DeliveryId.of(
        decision.release(), decision.requester(), decision.endpoint(), event.subjectVersion());
  }
}
