package org.openroi.redaction;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openroi.event.Endpoint;
import org.openroi.event.StopClass;
import org.openroi.redaction.Attempt.State;
import org.openroi.redaction.ChannelFailure.Kind;
import org.openroi.redaction.Destinations.Destination;

/**
 * Delivers a package: at most once, under a permit, or leaves it to a person.
 *
 * <ol>
 *   <li>An earlier attempt that broke off is settled first, by what stands at the recipient.
 *   <li>Without a permit of this moment no byte leaves, and none after its end; it is renewed while
 *       bytes go. It is given back only when nothing of ours can be on its way any more.
 *   <li>That bytes are about to leave is published before they do.
 *   <li>They go to a name that the recipient does not look at, and get the one that it does only
 *       when all are there. That name is the delivery's: it can be given once.
 * </ol>
 *
 * <p>Whoever lost the claim stops writing by his own clock, and changes nothing on record.
 */
@ApplicationScoped
public class DeliverDisclosure {
  private static final Duration PERMIT_MARGIN = Duration.ofSeconds(2);
  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  private final Destinations destinations;
  private final Channel channel;
  private final PackageStore packages;
  private final SendPermits permits;
  private final ChangeDisclosure changeDisclosure;
  private final Patience patience;
  private final InstantSource time;
  private final Ticks ticks;
  private final Retrying retrying;
  private final SealPackage sealPackage;
  private final PackageOrders orders;

  public DeliverDisclosure(
      Destinations destinations,
      Channel channel,
      PackageStore packages,
      SendPermits permits,
      ChangeDisclosure changeDisclosure,
      Patience patience,
      InstantSource time,
      Ticks ticks,
      Retrying retrying,
      SealPackage sealPackage,
      PackageOrders orders) {
    this.destinations = destinations;
    this.channel = channel;
    this.packages = packages;
    this.permits = permits;
    this.changeDisclosure = changeDisclosure;
    this.patience = patience;
    this.time = time;
    this.ticks = ticks;
    this.retrying = retrying;
    this.sealPackage = sealPackage;
    this.orders = orders;
  }

  /**
   * Does what is claimed. When it throws, that is noted as far as it can be, and it is tried again
   * later.
   */
  public void deliver(Claim claim) throws IOException {
    boolean done = false;
    Delivery delivery = new Delivery(claim);
    try {
      delivery.run();
      done = true;
    } finally {
      if (!done) {
        delivery.later(StopClass.INTERNAL_FAULT);
      }
    }
  }

  /** The work of one claim. */
  private final class Delivery implements RemoteFolder.MayWrite {
    private final Claim claim;
    private final DisclosureOrder order;
    private Parcel parcel;

    /** The name that the recipient looks at. */
    private String name;

    /** When the permit ends, by our ticks; meaningless before there is one. */
    private long permittedUntil;

    private long askAgainAt;
    private boolean permitted;
    private boolean refused;

    private Delivery(Claim claim) {
      this.claim = claim;
      order = claim.disclosure().order();
      parcel = Objects.requireNonNull(claim.disclosure().outgoing()).parcel();
      name = order.delivery() + ".pgp";
    }

    private void run() throws IOException {
      Optional<Destination> destination = destinations.find(order);
      if (destination.isEmpty()) {
        later(StopClass.ENDPOINT_NOT_USABLE, patience.directory());
        return;
      }
      Endpoint endpoint = destination.get().endpoint();
      if (!channel.reaches(endpoint)) {
        change(now -> now.stop(StopClass.ENDPOINT_NOT_USABLE, time.instant()));
        return;
      }
      boolean everythingAnswered = false;
      try (RemoteFolder folder = channel.connect(endpoint)) {
        deliver(folder, destination.get());
        everythingAnswered = true;
      } catch (ChannelFailure failure) {
        everythingAnswered = failure.kind() != Kind.NO_ANSWER;
        failed(failure.kind());
      } finally {
        if (permitted && everythingAnswered) {
          permits.close(order.release(), order.delivery());
        }
      }
    }

    private void deliver(RemoteFolder folder, Destination destination)
        throws ChannelFailure, IOException {
      Attempt open = claim.disclosure().openAttempt();
      int attempts = Objects.requireNonNull(claim.disclosure().outgoing()).attempts();
      if (retrying != Retrying.RECONCILE && attempts > 0) {
        sendAgain(folder, open, attempts, destination);
        return;
      }
      if (open != null && !reconcile(folder, open)) {
        return;
      }
      // Nothing of ours is under way. Only a person who was mistaken, or a store that was set back,
      // leaves something that had arrived.
      if (folder.size(name).isPresent()) {
        settleNamed(folder);
      } else {
        send(folder);
      }
    }

    /** Whether nothing is open any more, and there is something left to do. */
    private boolean reconcile(RemoteFolder folder, Attempt open) throws ChannelFailure {
      return switch (open.state()) {
        case SENDING -> {
          // Its name was not given yet: that is on record before it is.
          folder.remove(temporary(open));
          yield failed();
        }
        case RENAMING -> reconcileRenaming(folder, open);
        case UNKNOWN, FAILED, DELIVERED ->
            throw new IllegalStateException("not for a worker to settle");
      };
    }

    private boolean reconcileRenaming(RemoteFolder folder, Attempt open) throws ChannelFailure {
      switch (where(folder, open)) {
        case NAMED -> settleNamed(folder);
        case NOWHERE -> unknown();
        case TEMPORARY -> {
          boolean whole = isWhole(folder, temporary(open));
          if (!whole || open.withdrawal() != null) {
            folder.remove(temporary(open));
            return failed();
          }
          if (permit(folder, open)) {
            giveName(folder, open);
          }
        }
      }
      return false;
    }

    private void send(RemoteFolder folder) throws ChannelFailure, IOException {
      if (!permit(folder, null)) {
        return;
      }
      Attempt attempt =
          change(now -> now.attempt(time.instant())).map(Disclosure::openAttempt).orElse(null);
      if (attempt == null) {
        return;
      }
      switch (upload(folder, temporary(attempt))) {
        case NOT_PERMITTED -> abort(folder, attempt);
        case NOT_WHAT_WAS_SEALED -> {
          folder.remove(temporary(attempt));
          if (failed()) {
            change(now -> now.stop(StopClass.INTERNAL_FAULT, time.instant()));
          }
        }
        case DONE -> {
          Attempt then = change(Disclosure::renaming).map(Disclosure::openAttempt).orElse(null);
          if (then != null && then.state() == State.RENAMING) {
            giveName(folder, then);
          } else {
            abort(folder, attempt);
          }
        }
      }
    }

    private Upload upload(RemoteFolder folder, String temporary)
        throws ChannelFailure, IOException {
      StoredPackage pack = parcel.pack();
      try (DigestInputStream digested =
              new DigestInputStream(packages.open(pack.reference()), Entries.sha256());
          Counted bytes = new Counted(digested)) {
        if (!folder.upload(temporary, bytes, this)) {
          return Upload.NOT_PERMITTED;
        }
        boolean same =
            bytes.count == pack.bytes()
                && HexFormat.of()
                    .formatHex(digested.getMessageDigest().digest())
                    .equals(pack.sha256());
        if (!same) {
          return Upload.NOT_WHAT_WAS_SEALED;
        }
      } catch (ChannelFailure failure) {
        if (failure.kind() != Kind.NO_ANSWER) {
          takeAway(folder, temporary);
        }
        throw failure;
      }
      OptionalLong size = folder.size(temporary);
      if (size.isEmpty() || size.getAsLong() != pack.bytes()) {
        takeAway(folder, temporary);
        throw new ChannelFailure(Kind.FAILED);
      }
      return Upload.DONE;
    }

    /** After this the attempt has failed for sure, if the server lets it. */
    private void takeAway(RemoteFolder folder, String temporary) throws ChannelFailure {
      folder.remove(temporary);
      failed();
    }

    /** From here on the recipient may take it. */
    private void giveName(RemoteFolder folder, Attempt renaming) throws ChannelFailure {
      if (!now()) {
        abort(folder, renaming);
        return;
      }
      try {
        folder.rename(temporary(renaming), name);
      } catch (ChannelFailure failure) {
        if (failure.kind() == Kind.NO_ANSWER) {
          throw failure;
        }
        notNamed(folder, renaming, failure);
        return;
      }
      OptionalLong size = folder.size(name);
      if (size.isEmpty()) {
        delivered(Receipt.By.NAME);
      } else if (size.getAsLong() == parcel.pack().bytes()) {
        delivered(Receipt.By.SIZE);
      } else {
        unknown();
      }
    }

    /** The server says that it gave no name; whether that is so, is looked at. */
    private void notNamed(RemoteFolder folder, Attempt renaming, ChannelFailure failure)
        throws ChannelFailure {
      switch (where(folder, renaming)) {
        case NAMED -> settleNamed(folder);
        case NOWHERE -> unknown();
        case TEMPORARY -> {
          takeAway(folder, temporary(renaming));
          throw failure;
        }
      }
    }

    private Where where(RemoteFolder folder, Attempt attempt) throws ChannelFailure {
      if (folder.size(name).isPresent()) {
        return Where.NAMED;
      }
      if (folder.size(temporary(attempt)).isPresent()) {
        return Where.TEMPORARY;
      }
      // What was asked of the server before may have been done between the two looks.
      return folder.size(name).isPresent() ? Where.NAMED : Where.NOWHERE;
    }

    private void settleNamed(RemoteFolder folder) throws ChannelFailure {
      if (isWhole(folder, name)) {
        delivered(Receipt.By.HASH);
      } else {
        unknown();
      }
    }

    private boolean isWhole(RemoteFolder folder, String file) throws ChannelFailure {
      StoredPackage pack = parcel.pack();
      OptionalLong size = folder.size(file);
      return size.isPresent()
          && size.getAsLong() == pack.bytes()
          && folder.sha256(file).equals(pack.sha256());
    }

    /** The permit ended, or the claim, or a withdrawal came: takes away what was sent. */
    private void abort(RemoteFolder folder, Attempt attempt) throws ChannelFailure {
      boolean ours = attempt.epoch() == claim.disclosure().epoch();
      if (!ours && !claim.isHeldAt(ticks.nanos())) {
        // Whoever holds the claim now may be about to name it.
        return;
      }
      folder.remove(temporary(attempt));
      if (failed()) {
        if (refused) {
          change(now -> now.refused(time.instant()));
        } else {
          later(StopClass.INTERNAL_FAULT);
        }
      }
    }

    /**
     * Asks for a permit to begin with.
     *
     * @param open the attempt that waits for it
     */
    private boolean permit(RemoteFolder folder, @Nullable Attempt open) throws ChannelFailure {
      ask();
      if (refused) {
        if (open != null) {
          abort(folder, open);
        } else {
          change(now -> now.refused(time.instant()));
        }
        return false;
      }
      if (!permitted) {
        later(StopClass.INTERNAL_FAULT);
      }
      return permitted;
    }

    private void ask() {
      long asked = ticks.nanos();
      switch (permits.ask(order.release(), order.delivery(), order.version())) {
        case Permission.Granted(var validFor) -> {
          permitted = true;
          permittedUntil = asked + validFor.minus(PERMIT_MARGIN).toNanos();
          askAgainAt = asked + validFor.dividedBy(3).toNanos();
        }
        case Permission.Refused() -> refused = true;
        case Permission.NoAnswer() -> askAgainAt = ticks.nanos() + ASK_AGAIN.toNanos();
      }
    }

    /** Whether a byte may leave at this moment. */
    @Override
    public boolean now() {
      if (!refused && ticks.nanos() - askAgainAt >= 0) {
        ask();
      }
      long now = ticks.nanos();
      return permitted && !refused && now - permittedUntil < 0 && claim.isHeldAt(now);
    }

    private void failed(Kind kind) {
      if (kind.isPassing()) {
        later(kind.reason());
      } else {
        change(now -> now.stop(kind.reason(), time.instant()));
      }
    }

    /**
     * Nothing of the open attempt stands there any more.
     *
     * @return whether it goes on; not so when a withdrawal had waited for that
     */
    private boolean failed() {
      return change(now -> now.attemptFailed(time.instant()))
          .filter(Disclosure::underWay)
          .isPresent();
    }

    private void delivered(Receipt.By by) {
      change(now -> now.delivered(new Receipt(by, time.instant(), null)));
    }

    private void unknown() {
      change(now -> now.stop(StopClass.OUTCOME_UNKNOWN, time.instant()));
    }

    private void later(StopClass reason) {
      later(reason, patience.delivery());
    }

    private void later(StopClass reason, Duration longEnough) {
      Instant asOf = time.instant();
      change(now -> now.later(reason, longEnough, asOf));
    }

    private Optional<Disclosure> change(Function<Disclosure, Change> step) {
      return changeDisclosure.change(claim, step, () -> {}, time.instant());
    }

    /** A name that nobody looks at, and that no other claim writes to. */
    private String temporary(Attempt attempt) {
      return "." + order.delivery() + "." + attempt.epoch() + ".part";
    }

    /** The fault that the checker must find: it does not look at what came of an attempt. */
    private void sendAgain(
        RemoteFolder folder, @Nullable Attempt open, int attempts, Destination destination)
        throws ChannelFailure, IOException {
      if (open != null && !failed()) {
        return;
      }
      if (retrying == Retrying.SEAL_AND_SEND_AGAIN
          && sealPackage.seal(orders.of(claim, destination, time.instant()))
              instanceof SealOutcome.Sealed sealed) {
        parcel = Parcel.of(sealed, time.instant());
        change(now -> now.sealAgain(parcel));
      }
      if (folder.size(name).isPresent()) {
        name = order.delivery() + "-" + attempts + ".pgp";
      }
      send(folder);
    }
  }

  private enum Upload {
    DONE,
    /** A byte more would have been one too many. */
    NOT_PERMITTED,
    /** What rests in the store is not what was put there. */
    NOT_WHAT_WAS_SEALED
  }

  /** Where a package stands that was being named. */
  private enum Where {
    TEMPORARY,
    NAMED,
    NOWHERE
  }

  private static final class Counted extends FilterInputStream {
    private long count;

    private Counted(InputStream bytes) {
      super(bytes);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count += Math.max(read, 0);
      return read;
    }
  }
}
