package org.openroi.systemtests.checker;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openroi.event.DeliveryId;
import org.openroi.event.DisclosureDelivered;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventType;
import org.openroi.event.PackageSealed;
import org.openroi.event.ReleaseId;
import org.openroi.systemtests.checker.Disclosures.Arrival;
import org.openroi.systemtests.checker.Disclosures.Place;
import org.openroi.systemtests.checker.Disclosures.Receipt;
import org.openroi.systemtests.checker.Disclosures.Sealed;

/**
 * A release is delivered exactly if one file lies with exactly its recipient, and this file is the
 * one package that was sealed for it: the same hash in the event that told of the sealing, in the
 * one that told of the delivery, in the package table, and of the bytes that lie there; and a
 * receipt says so.
 */
final class DeliveredMeansOnePackageAtItsRecipient implements Invariant {
  @Override
  public String number() {
    return "I3";
  }

  @Override
  public Stream<String> violations(Snapshot snapshot) {
    List<String> found = new ArrayList<>();
    List<DisclosureDelivered> delivered =
        events(snapshot, EventType.DISCLOSURE_DELIVERED, DisclosureDelivered.class);
    Map<DeliveryId, List<PackageSealed>> sealed =
        events(snapshot, EventType.PACKAGE_SEALED, PackageSealed.class).stream()
            .collect(groupingBy(PackageSealed::delivery));
    Map<DeliveryId, List<Sealed>> packages =
        snapshot.disclosures().packages().stream().collect(groupingBy(Sealed::delivery));
    Map<DeliveryId, Long> receipts =
        snapshot.disclosures().receipts().stream()
            .collect(groupingBy(Receipt::delivery, counting()));
    Map<Place, String> users = Disclosures.users(snapshot);
    delivered.stream()
        .collect(groupingBy(DisclosureDelivered::release))
        .forEach((release, many) -> once(found, release, many));
    sealed.forEach(
        (delivery, many) -> {
          if (many.size() > 1) {
            found.add("delivery " + delivery + " was sealed " + many.size() + " times");
          }
        });
    for (DisclosureDelivered one : delivered) {
      DeliveryId delivery = one.delivery();
      same(
          found,
          delivery,
          one.packageSha256(),
          sealed.getOrDefault(delivery, List.of()).stream().map(PackageSealed::packageSha256),
          "sealing event");
      same(
          found,
          delivery,
          one.packageSha256(),
          packages.getOrDefault(delivery, List.of()).stream().map(Sealed::sha256),
          "package row");
      if (receipts.getOrDefault(delivery, 0L) != 1) {
        found.add("delivery " + delivery + " was told and has no receipt");
      }
      String user = users.get(new Place(one.requester(), one.endpoint()));
      same(
          found,
          delivery,
          one.packageSha256() + " of " + one.packageBytes() + " with " + user,
          arrivals(snapshot, delivery)
              .map(file -> file.sha256() + " of " + file.bytes() + " with " + file.user()),
          "file");
    }
    Stream<String> undelivered = undelivered(snapshot, delivered);
    return Stream.of(found.stream(), undelivered, strays(snapshot, delivered))
        .flatMap(Function.identity());
  }

  private static void once(
      List<String> found, ReleaseId release, List<DisclosureDelivered> delivered) {
    if (delivered.size() > 1) {
      found.add("release " + release + " was delivered " + delivered.size() + " times");
    }
  }

  private static void same(
      List<String> found, DeliveryId delivery, String expected, Stream<String> there, String what) {
    List<String> all = there.toList();
    if (all.size() != 1 || !all.getFirst().equals(expected)) {
      found.add(
          "delivery %s has %d %ss, and not just the one that was delivered"
              .formatted(delivery, all.size(), what));
    }
  }

  private static Stream<String> undelivered(
      Snapshot snapshot, List<DisclosureDelivered> delivered) {
    Set<DeliveryId> told = delivered.stream().map(DisclosureDelivered::delivery).collect(toSet());
    return snapshot.disclosures().receipts().stream()
        .map(Receipt::delivery)
        .distinct()
        .filter(delivery -> !told.contains(delivery))
        .map(delivery -> "delivery " + delivery + " has a receipt and was not told");
  }

  /** Files that are no delivery: only a person's decision may have left one. */
  private static Stream<String> strays(Snapshot snapshot, List<DisclosureDelivered> delivered) {
    Set<DeliveryId> told = delivered.stream().map(DisclosureDelivered::delivery).collect(toSet());
    Set<DeliveryId> stopped =
        snapshot.disclosures().items().stream()
            .filter(item -> item.state() == Disclosures.State.STOPPED)
            .map(Disclosures.WorkItem::delivery)
            .collect(toSet());
    return snapshot.disclosures().arrivals().stream()
        .filter(
            file ->
                file.delivery()
                    .filter(
                        delivery ->
                            stopped.contains(delivery)
                                || (told.contains(delivery) && !file.isPartial()))
                    .isEmpty())
        .map(file -> "a file lies with " + file.user() + " that is no delivery: " + file.name());
  }

  private static Stream<Arrival> arrivals(Snapshot snapshot, DeliveryId delivery) {
    return snapshot.disclosures().arrivals().stream()
        .filter(file -> !file.isPartial())
        .filter(file -> file.delivery().filter(delivery::equals).isPresent());
  }

  private static <T> List<T> events(Snapshot snapshot, EventType type, Class<T> of) {
    return snapshot.published(type).map(EventEnvelope::data).map(of::cast).toList();
  }
}
