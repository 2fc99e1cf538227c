package org.openroi.redaction;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.openroi.event.StopClass;
import org.openroi.redaction.Destinations.Destination;

/**
 * Makes the package of a disclosure, once. That the record is read is published before it is read;
 * the package counts only when it is on record, and whoever lost the claim meanwhile destroys what
 * he made.
 */
@ApplicationScoped
public class PrepareDisclosure {
  private final Destinations destinations;
  private final Channel channel;
  private final PackageOrders orders;
  private final SealPackage sealPackage;
  private final PackageStore packages;
  private final Ledgers ledgers;
  private final ChangeDisclosure changeDisclosure;
  private final Patience patience;
  private final InstantSource time;

  public PrepareDisclosure(
      Destinations destinations,
      Channel channel,
      PackageOrders orders,
      SealPackage sealPackage,
      PackageStore packages,
      Ledgers ledgers,
      ChangeDisclosure changeDisclosure,
      Patience patience,
      InstantSource time) {
    this.destinations = destinations;
    this.channel = channel;
    this.orders = orders;
    this.sealPackage = sealPackage;
    this.packages = packages;
    this.ledgers = ledgers;
    this.changeDisclosure = changeDisclosure;
    this.patience = patience;
    this.time = time;
  }

  /**
   * Does what is claimed. When it throws, that is noted as far as it can be, nothing is released,
   * and it is tried again later.
   */
  public void prepare(Claim claim) throws IOException {
    boolean done = false;
    try {
      Optional<Destination> destination = destinations.find(claim.disclosure().order());
      if (destination.isEmpty()) {
        later(claim, StopClass.ENDPOINT_NOT_USABLE, patience.directory());
      } else if (channel.reaches(destination.get().endpoint())) {
        prepare(claim, destination.get());
      } else {
        change(claim, now -> now.stop(StopClass.ENDPOINT_NOT_USABLE, time.instant()));
      }
      done = true;
    } finally {
      if (!done) {
        later(claim, StopClass.INTERNAL_FAULT, patience.delivery());
      }
    }
  }

  private void prepare(Claim claim, Destination destination) throws IOException {
    PackageOrder order = orders.of(claim, destination, time.instant());
    if (change(claim, now -> now.open(order.asOf())).isEmpty()) {
      return;
    }
    switch (sealPackage.seal(order)) {
      case SealOutcome.Stopped(var reason, var ledger) ->
          change(claim, ledger, now -> now.stop(reason, time.instant()));
      case SealOutcome.Sealed sealed -> {
        Parcel parcel = Parcel.of(sealed, time.instant());
        if (change(claim, sealed.ledger(), now -> now.seal(parcel)).isEmpty()) {
          packages.delete(parcel.pack().reference());
        }
      }
    }
  }

  private void later(Claim claim, StopClass reason, Duration longEnough) {
    Instant asOf = time.instant();
    change(claim, now -> now.later(reason, longEnough, asOf));
  }

  private Optional<Disclosure> change(Claim claim, Function<Disclosure, Change> step) {
    return changeDisclosure.change(claim, step, () -> {}, time.instant());
  }

  private Optional<Disclosure> change(
      Claim claim, Ledger ledger, Function<Disclosure, Change> step) {
    return changeDisclosure.change(
        claim,
        step,
        () -> ledgers.keep(claim.disclosure().order().delivery(), ledger),
        time.instant());
  }
}
