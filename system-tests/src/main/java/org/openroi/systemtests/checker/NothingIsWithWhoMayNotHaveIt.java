package org.openroi.systemtests.checker;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.openroi.event.DeliveryId;
import org.openroi.event.DisclosureDelivered;
import org.openroi.event.DisclosureWithdrawn;
import org.openroi.event.EventType;
import org.openroi.systemtests.checker.Disclosures.Permit;
import org.openroi.systemtests.checker.Disclosures.Touch;

/**
 * Of what was denied or withdrawn no byte lies with any recipient, and no byte was ever given to
 * one but under a permit for this delivery while it was open.
 */
final class NothingIsWithWhoMayNotHaveIt implements Invariant {
  @Override
  public String number() {
    return "I4";
  }

  @Override
  public Stream<String> violations(Snapshot snapshot) {
    return Stream.concat(withdrawn(snapshot), unpermitted(snapshot));
  }

  private static Stream<String> withdrawn(Snapshot snapshot) {
    Set<DeliveryId> delivered =
        snapshot
            .published(EventType.DISCLOSURE_DELIVERED)
            .map(event -> ((DisclosureDelivered) event.data()).delivery())
            .collect(toSet());
    Set<DeliveryId> withdrawn =
        Stream.concat(
                snapshot
                    .published(EventType.DISCLOSURE_WITHDRAWN)
                    .map(event -> ((DisclosureWithdrawn) event.data()).delivery()),
                snapshot.disclosures().items().stream()
                    .filter(item -> item.state() == Disclosures.State.WITHDRAWN)
                    .map(Disclosures.WorkItem::delivery))
            .filter(delivery -> !delivered.contains(delivery))
            .collect(toSet());
    return snapshot.disclosures().arrivals().stream()
        .filter(file -> file.delivery().filter(withdrawn::contains).isPresent())
        .map(file -> file.user() + " has " + file.name() + ", which was withdrawn");
  }

  private static Stream<String> unpermitted(Snapshot snapshot) {
    Map<DeliveryId, List<Permit>> permits =
        snapshot.disclosures().permits().stream().collect(groupingBy(Permit::delivery));
    return snapshot.disclosures().touches().stream()
        .filter(touch -> touch.act().givesBytes())
        .filter(
            touch ->
                touch
                    .delivery()
                    .filter(
                        delivery ->
                            permits.getOrDefault(delivery, List.of()).stream()
                                .anyMatch(permit -> isOpen(permit, touch)))
                    .isEmpty())
        .map(
            touch ->
                "%s of %s with %s at %s under no open permit"
                    .formatted(touch.act(), touch.path(), touch.user(), touch.at()));
  }

  private static boolean isOpen(Permit permit, Touch touch) {
    return !touch.at().isBefore(permit.grantedAt())
        && !touch.at().isAfter(permit.validUntil())
        && (permit.closedAt() == null || !touch.at().isAfter(permit.closedAt()));
  }
}
