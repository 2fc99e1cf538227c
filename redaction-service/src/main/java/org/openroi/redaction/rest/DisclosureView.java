package org.openroi.redaction.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openroi.event.DeliveryId;
import org.openroi.event.LegalRoute;
import org.openroi.event.ReleaseId;
import org.openroi.event.RequesterId;
import org.openroi.event.Scope;
import org.openroi.redaction.Attempt;
import org.openroi.redaction.Disclosure;
import org.openroi.redaction.DisclosureOrder;
import org.openroi.redaction.Outgoing;
import org.openroi.redaction.Parcel;
import org.openroi.redaction.Receipt;
import org.openroi.redaction.Stage;
import org.openroi.redaction.Standing;

/**
 * A disclosure as it stands.
 *
 * @param stop present while it waits for a person
 * @param pack the package, once it is made
 * @param attempts how often it was tried to send it
 * @param attempted each of them; only where one disclosure is shown
 * @param withdrawing whether a later decision waits for what is under way
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DisclosureView(
    ReleaseId release,
    DeliveryId delivery,
    int decisionVersion,
    String facility,
    RequesterId requester,
    String endpoint,
    LegalRoute route,
    Scope scope,
    Standing state,
    @Nullable StopView stop,
    boolean withdrawing,
    @Nullable PackageView pack,
    int attempts,
    @Nullable List<AttemptView> attempted,
    @Nullable ReceiptView receipt) {

  /** Facts of the package and of the manifest in it. */
  record PackageView(
      String sha256,
      long bytes,
      String manifestSha256,
      int items,
      String keyFingerprint,
      String cutVersion,
      Instant sealedAt) {

    private static PackageView of(Parcel parcel) {
      return new PackageView(
          parcel.pack().sha256(),
          parcel.pack().bytes(),
          parcel.manifestSha256(),
          parcel.items(),
          parcel.keyFingerprint(),
          parcel.cutVersion(),
          parcel.sealedAt());
    }
  }

  record AttemptView(int number, Attempt.State state, Instant startedAt) {}

  /**
   * @param person who said that it has arrived, where nobody else could
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ReceiptView(Receipt.By evidence, Instant deliveredAt, @Nullable String person) {}

  static DisclosureView of(Disclosure disclosure, @Nullable List<Attempt> attempts) {
    DisclosureOrder order = disclosure.order();
    Outgoing outgoing = disclosure.outgoing();
    Attempt last = outgoing == null ? null : outgoing.last();
    return new DisclosureView(
        order.release(),
        order.delivery(),
        order.version(),
        order.facility(),
        order.decision().requester(),
        order.decision().endpoint(),
        order.decision().route(),
        order.decision().scope(),
        Standing.of(disclosure.stage()),
        disclosure.stage() instanceof Stage.Stopped(var reason, var at, _, _)
            ? StopView.of(reason, at)
            : null,
        last != null && last.withdrawal() != null,
        outgoing == null ? null : PackageView.of(outgoing.parcel()),
        outgoing == null ? 0 : outgoing.attempts(),
        attempts == null
            ? null
            : attempts.stream()
                .map(each -> new AttemptView(each.number(), each.state(), each.startedAt()))
                .toList(),
        disclosure.stage() instanceof Stage.Delivered(_, var receipt)
            ? new ReceiptView(receipt.by(), receipt.at(), receipt.person())
            : null);
  }
}
