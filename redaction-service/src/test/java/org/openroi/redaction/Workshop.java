package org.openroi.redaction;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.openroi.event.Endpoint;
import org.openroi.event.EventCodec;
import org.openroi.event.ReleaseEvent;
import org.openroi.redaction.http.PermitServer;
import org.openroi.redaction.sftp.SftpServer;

/**
 * A delivery from the claim to the receipt: the use cases on stores in memory, a real SFTP server
 * and a real HTTP server that gives permits.
 */
final class Workshop implements AutoCloseable {
  static final Duration LEASE = Duration.ofSeconds(20);
  static final Duration PATIENCE = Duration.ofHours(24);

  final DisclosureFixture f = new DisclosureFixture();
  final InMemoryDisclosures disclosures = new InMemoryDisclosures();
  final InMemoryEvents events = new InMemoryEvents();
  final InMemoryRequesters requesters = new InMemoryRequesters();
  final InMemoryPackages packages = new InMemoryPackages();
  final InMemoryLedgers ledgers = new InMemoryLedgers();
  final SftpServer server;
  final PermitServer permits = new PermitServer();
  final byte[] sealed;
  final String sha256;
  private final SftpServer.SftpChannelHandle channel;
  private final AtomicLong skipped = new AtomicLong();

  Workshop(Path home) {
    this(home, 100_000);
  }

  Workshop(Path home, int size) {
    server = new SftpServer(home);
    channel = server.channel();
    sealed = new byte[size];
    new Random(size).nextBytes(sealed);
    sha256 = EventCodec.sha256(sealed);
    register(server.endpoint());
  }

  void register(Endpoint endpoint) {
    requesters.keep(f.entry(endpoint));
  }

  String name() {
    return f.order(1).delivery() + ".pgp";
  }

  /** A disclosure whose package is made. */
  Disclosure given() {
    Disclosure begun = Disclosure.of(f.order(1));
    StoredPackage pack = packages.put(begun.order().delivery(), 1, sealed);
    Disclosure made = begun.claimed().seal(f.parcel(pack)).disclosure();
    disclosures.add(made);
    return made;
  }

  Disclosure now() {
    return disclosures.find(f.release).orElseThrow();
  }

  Standing standing() {
    return Standing.of(now().stage());
  }

  @Nullable Attempt last() {
    return now().outgoing().last();
  }

  /** Lets time pass, for the store and for whoever works. */
  void pass(Duration time) {
    disclosures.pass(time);
    skipped.addAndGet(time.toNanos());
  }

  InstantSource time() {
    return () -> Instant.parse("2026-11-20T12:00:00Z").plusNanos(skipped.get());
  }

  Ticks ticks() {
    return () -> System.nanoTime() + skipped.get();
  }

  Patience patience() {
    return new Patience(PATIENCE, Duration.ofMinutes(10), LEASE);
  }

  Channel channel() {
    return channel.channel();
  }

  ClaimDisclosure claimDisclosure() {
    return new ClaimDisclosure(disclosures, patience(), ticks());
  }

  Optional<Claim> claim() {
    return claimDisclosure().claim(Work.DELIVER);
  }

  /** One worker, as it stands in this process. */
  DeliverDisclosure worker() {
    return worker(UnaryOperator.identity(), Retrying.RECONCILE);
  }

  /** One whose ports are seen through what is given. */
  DeliverDisclosure worker(UnaryOperator<Ports> through, Retrying retrying) {
    Ports ports =
        through.apply(
            new Ports(disclosures, events, channel(), permits.permits(), packages, _ -> {}));
    return new DeliverDisclosure(
        new Destinations(requesters),
        ports.channel(),
        ports.packages(),
        ports.permits(),
        new InOneTransaction(ports),
        patience(),
        time(),
        ticks(),
        retrying,
        new SealsAnew(),
        new PackageOrders(
            _ -> {
              throw new IllegalStateException("no terms here");
            }));
  }

  /** What a worker touches. */
  record Ports(
      Disclosures disclosures,
      Events events,
      Channel channel,
      SendPermits permits,
      PackageStore packages,
      Committed committed) {}

  /** Is told of each commit, and may say that its answer got lost. */
  interface Committed {
    void done(Disclosure disclosure);
  }

  /** Steps that are made whole or not at all, as the database makes them. */
  private final class InOneTransaction extends ChangeDisclosure {
    private final Ports ports;

    InOneTransaction(Ports ports) {
      super(ports.disclosures(), ports.events(), new Custodian("general-hospital"));
      this.ports = ports;
    }

    @Override
    Optional<Disclosure> change(
        Claim claim, Function<Disclosure, Change> step, Runnable besides, Instant asOf) {
      synchronized (disclosures) {
        InMemoryDisclosures.State before = disclosures.state();
        var published = events.all();
        boolean done = false;
        Optional<Disclosure> after;
        try {
          after = super.change(claim, step, besides, asOf);
          done = true;
        } finally {
          if (!done) {
            disclosures.restore(before);
            events.restore(published);
          }
        }
        after.ifPresent(ports.committed()::done);
        return after;
      }
    }
  }

  /** Seals other bytes each time, as every encryption does. */
  private final class SealsAnew extends SealPackage {
    private int times;

    SealsAnew() {
      super(null, null, null, null, null, null);
    }

    @Override
    public SealOutcome seal(PackageOrder order) {
      byte[] anew = sealed.clone();
      anew[0] += (byte) ++times;
      return new SealOutcome.Sealed(
          packages.put(order.delivery(), order.epoch(), anew),
          "ab".repeat(32),
          12,
          "fingerprint",
          "cut-1",
          Ledger.EMPTY);
    }
  }

  /** Works on what is due until nothing is, letting pauses pass. */
  void workUntilSettled() throws IOException {
    for (int i = 0; i < 50 && standing() == Standing.TO_DELIVER; i++) {
      Optional<Claim> claim = claim();
      if (claim.isPresent()) {
        worker().deliver(claim.get());
      } else {
        pass(Duration.ofSeconds(31));
      }
    }
  }

  void withdraw(int version) {
    new WithdrawDisclosure(
            disclosures,
            new ChangeDisclosure(disclosures, events, new Custodian("general-hospital")))
        .withdraw(f.release, version, f.denied(version).id(), time().instant());
  }

  <T extends ReleaseEvent> long published(Class<T> type) {
    return events.facts().stream().filter(type::isInstance).count();
  }

  @Override
  public void close() {
    channel.close();
    permits.close();
    server.close();
  }
}
