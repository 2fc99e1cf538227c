package org.openroi.systemtests.checker;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openroi.event.DeliveryAttempted;
import org.openroi.event.DeliveryId;
import org.openroi.event.EventType;
import org.openroi.event.PackageSealed;
import org.openroi.event.RecordOpened;
import org.openroi.systemtests.checker.Disclosures.Attempt;
import org.openroi.systemtests.checker.Disclosures.Touch;

/**
 * Before a record is read, and before a byte is given to a recipient, an event that says so is
 * committed, and it is in the audit log. Two witnesses: the services' own rows, and what the file
 * system and the recipients' server saw.
 */
final class EveryReadAndSendIsToldFirst implements Invariant {
  @Override
  public String number() {
    return "I12";
  }

  @Override
  public Stream<String> violations(Snapshot snapshot) {
    List<RecordOpened> opened =
        snapshot
            .published(EventType.RECORD_OPENED)
            .map(event -> (RecordOpened) event.data())
            .toList();
    Map<DeliveryId, List<DeliveryAttempted>> attempted =
        snapshot
            .published(EventType.DELIVERY_ATTEMPTED)
            .map(event -> (DeliveryAttempted) event.data())
            .collect(groupingBy(DeliveryAttempted::delivery));
    return Stream.of(
            unseen(snapshot),
            untoldReads(snapshot, opened),
            untoldSeals(snapshot, opened),
            untoldSends(snapshot, attempted),
            untoldAttempts(snapshot, attempted))
        .flatMap(Function.identity());
  }

  private static Stream<String> unseen(Snapshot snapshot) {
    Set<EventKey> logged =
        snapshot.audit().entries().stream().map(AuditLog.Entry::event).collect(toSet());
    return Stream.of(EventType.RECORD_OPENED, EventType.DELIVERY_ATTEMPTED)
        .flatMap(snapshot::published)
        .map(EventKey::of)
        .filter(event -> !logged.contains(event))
        .map(event -> event + " told of a read or a sending and is not in the log");
  }

  private static Stream<String> untoldReads(Snapshot snapshot, List<RecordOpened> opened) {
    return snapshot.disclosures().reads().stream()
        .filter(
            read ->
                opened.stream()
                    .noneMatch(
                        event ->
                            event.patient().equals(read.patient())
                                && !event.openedAt().isAfter(read.at())))
        .map(read -> "a record was read at " + read.at() + " and nothing told so before");
  }

  private static Stream<String> untoldSeals(Snapshot snapshot, List<RecordOpened> opened) {
    Map<DeliveryId, List<RecordOpened>> byDelivery =
        opened.stream().collect(groupingBy(RecordOpened::delivery));
    return snapshot
        .published(EventType.PACKAGE_SEALED)
        .map(event -> (PackageSealed) event.data())
        .filter(
            pack ->
                byDelivery.getOrDefault(pack.delivery(), List.of()).stream()
                    .noneMatch(event -> !event.openedAt().isAfter(pack.sealedAt())))
        .map(pack -> "delivery " + pack.delivery() + " was sealed from a record never opened");
  }

  private static Stream<String> untoldSends(
      Snapshot snapshot, Map<DeliveryId, List<DeliveryAttempted>> attempted) {
    Stream<String> before =
        snapshot.disclosures().touches().stream()
            .filter(touch -> touch.act().givesBytes())
            .filter(
                touch ->
                    touch
                        .delivery()
                        .filter(delivery -> isTold(attempted, delivery, touch.at()))
                        .isEmpty())
            .map(touch -> touch.act() + " of " + touch.path() + " and no attempt was told before");
    Stream<String> more =
        snapshot.disclosures().touches().stream()
            .filter(Touch::begins)
            .flatMap(touch -> touch.delivery().stream())
            .collect(groupingBy(Function.identity(), counting()))
            .entrySet()
            .stream()
            .filter(one -> one.getValue() > attempted.getOrDefault(one.getKey(), List.of()).size())
            .map(one -> "delivery " + one.getKey() + " was sent more often than it was told");
    return Stream.concat(before, more);
  }

  private static boolean isTold(
      Map<DeliveryId, List<DeliveryAttempted>> attempted, DeliveryId delivery, Instant at) {
    return attempted.getOrDefault(delivery, List.of()).stream()
        .anyMatch(event -> !event.attemptedAt().isAfter(at));
  }

  private static Stream<String> untoldAttempts(
      Snapshot snapshot, Map<DeliveryId, List<DeliveryAttempted>> attempted) {
    return snapshot.disclosures().attempts().stream()
        .filter(row -> !numbers(attempted, row).contains(row.number()))
        .map(row -> "attempt %d of %s was not told".formatted(row.number(), row.delivery()));
  }

  private static Set<Integer> numbers(
      Map<DeliveryId, List<DeliveryAttempted>> attempted, Attempt row) {
    return attempted.getOrDefault(row.delivery(), List.of()).stream()
        .map(DeliveryAttempted::attempt)
        .collect(toSet());
  }
}
