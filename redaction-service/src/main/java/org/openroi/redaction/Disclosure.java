package org.openroi.redaction;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openroi.event.DeliveryAttempted;
import org.openroi.event.DisclosureDelivered;
import org.openroi.event.DisclosureResumed;
import org.openroi.event.DisclosureStopped;
import org.openroi.event.DisclosureWithdrawn;
import org.openroi.event.PackageSealed;
import org.openroi.event.RecordOpened;
import org.openroi.event.ReleaseAuthorized;
import org.openroi.event.ReleaseEvent;
import org.openroi.event.StopClass;
import org.openroi.redaction.Attempt.State;
import org.openroi.redaction.Change.Fact;
import org.openroi.redaction.Stage.Delivered;
import org.openroi.redaction.Stage.Stopped;
import org.openroi.redaction.Stage.ToDeliver;
import org.openroi.redaction.Stage.ToPrepare;
import org.openroi.redaction.Stage.Withdrawn;

/**
 * A release on its way to its recipient, under the decision that stands. Every step that there is
 * stands here; what is no step throws, since only a broken program tries it.
 *
 * @param epoch of the last claim: whoever holds an older one changes nothing
 * @param underWay whether the claim still holds, as long as its lease does
 */
public record Disclosure(DisclosureOrder order, Stage stage, int epoch, boolean underWay) {

  /** A disclosure that begins. */
  public static Disclosure of(DisclosureOrder order) {
    return new Disclosure(order, new ToPrepare(0, Trouble.NONE), 0, false);
  }

  /** Its parcel, where one was made. */
  public @Nullable Outgoing outgoing() {
    return stage.outgoing();
  }

  /** The attempt that is not settled yet. */
  @Nullable Attempt openAttempt() {
    Outgoing outgoing = outgoing();
    return outgoing == null ? null : outgoing.open();
  }

  /** How long it rests before its next turn. */
  public Duration pause() {
    return switch (stage) {
      case ToPrepare(_, var trouble) -> trouble.pause(order.delivery());
      case ToDeliver(_, var trouble) -> trouble.pause(order.delivery());
      case Delivered _, Stopped _, Withdrawn _ -> Duration.ZERO;
    };
  }

  /** As somebody claimed it. */
  public Disclosure claimed() {
    return switch (stage) {
      case ToPrepare _, ToDeliver _ -> new Disclosure(order, stage, epoch + 1, true);
      case Delivered _, Stopped _, Withdrawn _ -> throw noStep();
    };
  }

  /** The record is about to be read. */
  Change open(Instant asOf) {
    ToPrepare now = toPrepare();
    int opening = now.openings() + 1;
    return goOn(
        new ToPrepare(opening, now.trouble()),
        fact(
            Integer.toString(opening),
            new RecordOpened(
                order.release(),
                order.delivery(),
                order.version(),
                order.decision().patient(),
                opening,
                asOf)));
  }

  /** The package is made. */
  Change seal(Parcel parcel) {
    toPrepare();
    return end(new ToDeliver(new Outgoing(parcel, null), Trouble.NONE), sealed(parcel, ""));
  }

  /** Replaces a parcel that was made: never, but for the fault that the checker must find. */
  Change sealAgain(Parcel parcel) {
    ToDeliver now = toDeliver();
    Outgoing again = new Outgoing(parcel, now.outgoing().last());
    return goOn(new ToDeliver(again, now.trouble()), sealed(parcel, "again-" + again.attempts()));
  }

  /** Bytes are about to leave. */
  Change attempt(Instant asOf) {
    ToDeliver now = toDeliver();
    if (now.outgoing().open() != null) {
      throw noStep();
    }
    Attempt attempt = new Attempt(now.outgoing().attempts() + 1, epoch, State.SENDING, asOf, null);
    return goOn(
        new ToDeliver(now.outgoing().with(attempt), now.trouble()),
        fact(
            Integer.toString(attempt.number()),
            new DeliveryAttempted(
                order.release(), order.delivery(), order.version(), attempt.number(), asOf)));
  }

  /** From here on it may arrive. A withdrawal that came meanwhile stands against it: no change. */
  Change renaming() {
    ToDeliver now = toDeliver();
    Attempt open = now.outgoing().open();
    if (open == null || open.state() != State.SENDING) {
      throw noStep();
    }
    return open.withdrawal() == null
        ? goOn(new ToDeliver(now.outgoing().settled(State.RENAMING), now.trouble()))
        : none();
  }

  /** Nothing of the open attempt stands at the recipient; a withdrawal that waited is done. */
  Change attemptFailed(Instant asOf) {
    ToDeliver now = toDeliver();
    Attempt open = now.outgoing().open();
    if (open == null) {
      throw noStep();
    }
    Outgoing settled = now.outgoing().settled(State.FAILED);
    return open.withdrawal() == null
        ? goOn(new ToDeliver(settled, now.trouble()))
        : withdrawn(settled, open.withdrawal().next(), asOf);
  }

  /** The recipient has it. */
  Change delivered(Receipt receipt) {
    return delivered(toDeliver().outgoing(), receipt);
  }

  /** Tries again later, unless that has been tried for long enough. */
  Change later(StopClass reason, Duration patience, Instant asOf) {
    Stage same =
        switch (stage) {
          case ToPrepare(var openings, var trouble) -> new ToPrepare(openings, trouble.more(asOf));
          case ToDeliver(var outgoing, var trouble) -> new ToDeliver(outgoing, trouble.more(asOf));
          case Delivered _, Stopped _, Withdrawn _ -> throw noStep();
        };
    if (!trouble(same).outlasts(patience, asOf)) {
      return end(same);
    }
    Attempt open = openAttempt();
    boolean inDoubt = open != null && open.state() == State.RENAMING;
    return stop(inDoubt ? StopClass.OUTCOME_UNKNOWN : reason, asOf);
  }

  /** Waits for a person from now on. */
  Change stop(StopClass reason, Instant asOf) {
    return switch (stage) {
      case ToPrepare(var openings, _) -> stopped(new Stopped(reason, asOf, openings, null));
      case ToDeliver(var outgoing, _) -> {
        Attempt open = outgoing.open();
        if (open != null && open.state() == State.SENDING && open.withdrawal() != null) {
          // Its name was never given, and nobody will try again to take away the rest of it.
          yield withdrawn(outgoing.settled(State.FAILED), open.withdrawal().next(), asOf);
        }
        boolean unknown = open != null && reason == StopClass.OUTCOME_UNKNOWN;
        yield stopped(
            new Stopped(reason, asOf, 0, unknown ? outgoing.settled(State.UNKNOWN) : outgoing));
      }
      case Delivered _, Stopped _, Withdrawn _ -> throw noStep();
    };
  }

  /**
   * The decision stands no longer. What is under way is marked and settled first; what has arrived
   * has arrived.
   *
   * @param version of the later decision
   * @param next what it orders instead; absent when it says no
   */
  Change withdraw(int version, @Nullable DisclosureOrder next, Instant asOf) {
    if (version <= order.version()) {
      return none();
    }
    Withdrawal withdrawal = new Withdrawal(version, next);
    return switch (stage) {
      case ToPrepare _ -> withdrawn(null, next, asOf);
      case ToDeliver(var outgoing, var trouble) -> {
        Attempt open = outgoing.open();
        yield open == null
            ? withdrawn(outgoing, next, asOf)
            : marked(new ToDeliver(outgoing.with(open.withdrawn(withdrawal)), trouble), underWay);
      }
      case Stopped(var reason, var at, var openings, var outgoing) -> {
        Attempt open = outgoing == null ? null : outgoing.open();
        if (outgoing == null || open == null) {
          yield withdrawn(outgoing, next, asOf);
        }
        Outgoing with = outgoing.with(open.withdrawn(withdrawal));
        // Only a person can settle what is unknown; anything else is looked at once more.
        yield marked(
            open.state() == State.UNKNOWN
                ? new Stopped(reason, at, openings, with)
                : new ToDeliver(with, Trouble.NONE),
            false);
      }
      case Withdrawn _ -> next == null ? none() : new Change(begin(next), List.of());
      case Delivered _ -> none();
    };
  }

  /** No permit is given any more under the decision that it rests on. */
  Change refused(Instant asOf) {
    ToDeliver now = toDeliver();
    if (now.outgoing().open() != null) {
      throw noStep();
    }
    return withdrawn(now.outgoing(), null, asOf);
  }

  /** A person says that it shall go on; of what was unknown, that it has not arrived. */
  Change resume(Instant asOf) {
    Stopped stopped = requireStopped();
    Fact resumed =
        fact(
            Integer.toString(epoch + 1),
            new DisclosureResumed(order.release(), order.delivery(), order.version(), asOf));
    Outgoing outgoing = stopped.outgoing();
    if (outgoing == null) {
      return resumed(new ToPrepare(stopped.openings(), Trouble.NONE), resumed);
    }
    Attempt open = outgoing.open();
    if (open == null || open.state() != State.UNKNOWN) {
      return resumed(new ToDeliver(outgoing, Trouble.NONE), resumed);
    }
    Outgoing settled = outgoing.settled(State.FAILED);
    if (open.withdrawal() == null) {
      return resumed(new ToDeliver(settled, Trouble.NONE), resumed);
    }
    Change withdrawn = withdrawn(settled, open.withdrawal().next(), asOf);
    List<Fact> facts = new ArrayList<>();
    facts.add(resumed);
    facts.addAll(withdrawn.facts());
    return new Change(withdrawn.disclosure(), facts);
  }

  /** A person says that what was unknown has arrived. */
  Change confirmed(Receipt receipt) {
    Stopped stopped = requireStopped();
    if (!stopped.isInDoubt()) {
      throw noStep();
    }
    return delivered(Objects.requireNonNull(stopped.outgoing()), receipt);
  }

  private Change delivered(Outgoing outgoing, Receipt receipt) {
    ReleaseAuthorized decision = order.decision();
    Parcel parcel = outgoing.parcel();
    return end(
        new Delivered(outgoing.settled(State.DELIVERED), receipt),
        fact(
            "",
            new DisclosureDelivered(
                order.release(),
                order.delivery(),
                order.version(),
                decision.patient(),
                decision.requester(),
                decision.endpoint(),
                decision.route(),
                parcel.pack().sha256(),
                parcel.pack().bytes(),
                parcel.manifestSha256(),
                receipt.at())));
  }

  private Change stopped(Stopped next) {
    return end(
        next,
        fact(
            Integer.toString(epoch),
            new DisclosureStopped(
                order.release(), order.delivery(), order.version(), next.reason(), next.at())));
  }

  /** The epoch moves on, so that whoever is at work on it changes nothing more. */
  private Change withdrawn(
      @Nullable Outgoing outgoing, @Nullable DisclosureOrder next, Instant asOf) {
    Disclosure after =
        next == null
            ? new Disclosure(order, new Withdrawn(asOf, outgoing), epoch + 1, false)
            : begin(next);
    return new Change(
        after,
        List.of(
            fact(
                "",
                new DisclosureWithdrawn(
                    order.release(), order.delivery(), order.version(), asOf))));
  }

  private Disclosure begin(DisclosureOrder next) {
    return new Disclosure(next, new ToPrepare(0, Trouble.NONE), epoch + 1, false);
  }

  private Change marked(Stage next, boolean goesOn) {
    return new Change(new Disclosure(order, next, epoch, goesOn), List.of());
  }

  private Change resumed(Stage next, Fact resumed) {
    return new Change(new Disclosure(order, next, epoch + 1, false), List.of(resumed));
  }

  /** Nothing changes. */
  Change none() {
    return new Change(this, List.of());
  }

  /** The work on it goes on under the same claim. */
  private Change goOn(Stage next, Fact... facts) {
    return new Change(new Disclosure(order, next, epoch, true), List.of(facts));
  }

  /** The claim has done its work. */
  private Change end(Stage next, Fact... facts) {
    return new Change(new Disclosure(order, next, epoch, false), List.of(facts));
  }

  private Fact sealed(Parcel parcel, String key) {
    ReleaseAuthorized decision = order.decision();
    return fact(
        key,
        new PackageSealed(
            order.release(),
            order.delivery(),
            order.version(),
            decision.requester(),
            decision.endpoint(),
            parcel.pack().sha256(),
            parcel.pack().bytes(),
            parcel.manifestSha256(),
            parcel.items(),
            parcel.keyFingerprint(),
            parcel.cutVersion(),
            parcel.sealedAt()));
  }

  private Fact fact(String key, ReleaseEvent data) {
    return new Fact(order, key, data);
  }

  private static Trouble trouble(Stage stage) {
    return switch (stage) {
      case ToPrepare(_, var trouble) -> trouble;
      case ToDeliver(_, var trouble) -> trouble;
      case Delivered _, Stopped _, Withdrawn _ -> Trouble.NONE;
    };
  }

  private ToPrepare toPrepare() {
    if (stage instanceof ToPrepare now) {
      return now;
    }
    throw noStep();
  }

  private ToDeliver toDeliver() {
    if (stage instanceof ToDeliver now) {
      return now;
    }
    throw noStep();
  }

  private Stopped requireStopped() {
    if (stage instanceof Stopped now) {
      return now;
    }
    throw noStep();
  }

  private IllegalStateException noStep() {
    return new IllegalStateException("no step from " + stage.getClass().getSimpleName());
  }
}
