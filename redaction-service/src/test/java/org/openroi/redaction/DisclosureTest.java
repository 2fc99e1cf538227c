package org.openroi.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openroi.event.DeliveryAttempted;
import org.openroi.event.DeliveryId;
import org.openroi.event.DisclosureDelivered;
import org.openroi.event.DisclosureWithdrawn;
import org.openroi.event.PackageSealed;
import org.openroi.event.ReleaseEvent;
import org.openroi.event.StopClass;
import org.openroi.redaction.Attempt.State;

class DisclosureTest {
  private static final Instant NOW = DisclosureFixture.NOW;
  private static final Duration PATIENCE = Duration.ofHours(24);

  private final DisclosureFixture f = new DisclosureFixture();

  private Disclosure sealed() {
    Disclosure begun = Disclosure.of(f.order(1)).claimed();
    return begun.open(NOW).disclosure().seal(f.parcel(begun.order().delivery())).disclosure();
  }

  private Disclosure sending() {
    return sealed().claimed().attempt(NOW).disclosure();
  }

  private Disclosure renaming() {
    return sending().renaming().disclosure();
  }

  private static List<Class<?>> facts(Change change) {
    return change.facts().stream().<Class<?>>map(each -> each.data().getClass()).toList();
  }

  @Test
  void whatIsNotSentYetIsWithdrawnAtOnce() {
    for (Disclosure before :
        List.of(
            Disclosure.of(f.order(1)),
            Disclosure.of(f.order(1)).claimed(),
            sealed(),
            sealed().claimed())) {
      Change change = before.withdraw(2, null, NOW);
      assertThat(change.disclosure().stage()).isInstanceOf(Stage.Withdrawn.class);
      assertThat(change.disclosure().epoch()).isGreaterThan(before.epoch());
      assertThat(facts(change)).containsExactly(DisclosureWithdrawn.class);
    }
  }

  @Test
  void whatIsUnderWayIsMarkedAndNeverNamed() {
    Disclosure marked = sending().withdraw(2, null, NOW).disclosure();
    assertThat(marked.renaming().disclosure()).isEqualTo(marked);
    Change settled = marked.attemptFailed(NOW);
    assertThat(settled.disclosure().stage()).isInstanceOf(Stage.Withdrawn.class);
    assertThat(facts(settled)).containsExactly(DisclosureWithdrawn.class);
  }

  @Test
  void whatHasArrivedHasArrived() {
    Disclosure marked = renaming().withdraw(2, f.order(2), NOW).disclosure();
    Change delivered = marked.delivered(new Receipt(Receipt.By.HASH, NOW, null));
    assertThat(facts(delivered)).containsExactly(DisclosureDelivered.class);
    Disclosure after = delivered.disclosure();
    assertThat(after.withdraw(3, f.order(3), NOW).disclosure()).isEqualTo(after);
  }

  @Test
  void aLaterDecisionBeginsAnewWhenTheEarlierIsSettled() {
    Disclosure marked = sending().withdraw(2, f.order(2), NOW).disclosure();
    Change settled = marked.attemptFailed(NOW);
    assertThat(settled.disclosure().stage()).isEqualTo(new Stage.ToPrepare(0, Trouble.NONE));
    assertThat(settled.disclosure().order().version()).isEqualTo(2);
    assertThat(settled.disclosure().epoch()).isGreaterThan(marked.epoch());
    assertThat(settled.facts().getFirst().order().version()).isEqualTo(1);
  }

  @Test
  void anEarlierOrTheSameDecisionChangesNothing() {
    Disclosure second = Disclosure.of(f.order(2));
    assertThat(second.withdraw(1, null, NOW).disclosure()).isEqualTo(second);
    assertThat(second.withdraw(2, f.order(2), NOW).disclosure()).isEqualTo(second);
  }

  @Test
  @DisplayName("What may have arrived is in doubt when patience ends, whatever failed last")
  void patienceEndsInDoubt() {
    Instant later = NOW.plus(PATIENCE);
    Disclosure failed =
        renaming().later(StopClass.RECIPIENT_UNREACHABLE, PATIENCE, NOW).disclosure();
    Change ended = failed.claimed().later(StopClass.RECIPIENT_UNREACHABLE, PATIENCE, later);
    Stage.Stopped stopped = (Stage.Stopped) ended.disclosure().stage();
    assertThat(stopped.reason()).isEqualTo(StopClass.OUTCOME_UNKNOWN);
    assertThat(stopped.outgoing().last().state()).isEqualTo(State.UNKNOWN);
    Disclosure never =
        sending()
            .attemptFailed(NOW)
            .disclosure()
            .later(StopClass.RECIPIENT_STORAGE_FAILED, PATIENCE, NOW)
            .disclosure()
            .claimed()
            .later(StopClass.RECIPIENT_STORAGE_FAILED, PATIENCE, later)
            .disclosure();
    assertThat(((Stage.Stopped) never.stage()).reason())
        .isEqualTo(StopClass.RECIPIENT_STORAGE_FAILED);
  }

  @Test
  @DisplayName("What is unknown waits for a person though the decision was withdrawn")
  void theUnknownWaits() {
    Disclosure unknown =
        renaming()
            .stop(StopClass.OUTCOME_UNKNOWN, NOW)
            .disclosure()
            .withdraw(2, null, NOW)
            .disclosure();
    assertThat(unknown.stage()).isInstanceOf(Stage.Stopped.class);
    assertThat(unknown.resume(NOW).disclosure().stage()).isInstanceOf(Stage.Withdrawn.class);
    Receipt said = new Receipt(Receipt.By.PERSON, NOW, "officer-1");
    assertThat(unknown.confirmed(said).disclosure().stage()).isInstanceOf(Stage.Delivered.class);
  }

  @Test
  void onlyWhatIsInDoubtCanBeSaidToHaveArrived() {
    Disclosure refused = sealed().claimed().stop(StopClass.RECIPIENT_REFUSED, NOW).disclosure();
    assertThatIllegalStateException()
        .isThrownBy(() -> refused.confirmed(new Receipt(Receipt.By.PERSON, NOW, "officer-1")));
    assertThat(refused.resume(NOW).disclosure().stage()).isInstanceOf(Stage.ToDeliver.class);
  }

  @Test
  void whatIsNoStepThrows() {
    assertThatIllegalStateException().isThrownBy(() -> sending().attempt(NOW));
    assertThatIllegalStateException().isThrownBy(() -> sealed().renaming());
    assertThatIllegalStateException().isThrownBy(() -> sealed().open(NOW));
    assertThatIllegalStateException().isThrownBy(() -> sending().refused(NOW));
    assertThatIllegalStateException().isThrownBy(() -> sealed().resume(NOW));
    Disclosure withdrawn = sealed().withdraw(2, null, NOW).disclosure();
    assertThatIllegalStateException().isThrownBy(withdrawn::claimed);
    assertThatIllegalStateException().isThrownBy(() -> withdrawn.attempt(NOW));
  }

  @Test
  void aStateThatShouldNotExistCannot() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Attempt(1, 1, State.FAILED, NOW, new Withdrawal(2, null)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Receipt(Receipt.By.HASH, NOW, "somebody"));
    assertThatIllegalArgumentException().isThrownBy(() -> new DisclosureOrder(f.denied(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Trouble(1, null));
    Outgoing open = sending().outgoing();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Stage.Delivered(open, new Receipt(Receipt.By.SIZE, NOW, null)));
  }

  @Test
  @DisplayName("Pauses double from half a second to thirty, and differ from one to the next")
  void pauses() {
    Trouble trouble = Trouble.NONE;
    assertThat(trouble.pause("a")).isZero();
    Duration whole = Duration.ofMillis(500);
    for (int i = 0; i < 100; i++) {
      trouble = trouble.more(NOW);
      assertThat(trouble.pause("a")).isBetween(whole.dividedBy(2), whole);
      assertThat(trouble.pause("another")).isNotEqualTo(trouble.pause("a"));
      whole = whole.multipliedBy(2);
      whole = whole.compareTo(Duration.ofSeconds(30)) > 0 ? Duration.ofSeconds(30) : whole;
    }
    assertThat(trouble.since()).isEqualTo(NOW);
  }

  /** One of the steps that the world may take next. */
  private Change anyStep(Disclosure d, Random random) {
    StopClass any = StopClass.values()[random.nextInt(StopClass.values().length)];
    int version = d.order().version() + random.nextInt(3);
    if (random.nextInt(6) == 0) {
      return d.withdraw(version, random.nextBoolean() ? f.order(version) : null, NOW);
    }
    return switch (d.stage()) {
      case Stage.ToPrepare _ ->
          switch (random.nextInt(4)) {
            case 0 -> d.open(NOW);
            case 1 -> d.later(any, PATIENCE, NOW);
            case 2 -> d.stop(any, NOW);
            default -> d.seal(f.parcel(d.order().delivery()));
          };
      case Stage.ToDeliver(var outgoing, _) -> {
        Attempt open = outgoing.open();
        if (open == null) {
          yield switch (random.nextInt(5)) {
            case 0 -> d.refused(NOW);
            case 1 -> d.later(any, PATIENCE, NOW);
            case 2 -> d.stop(any, NOW);
            default -> d.attempt(NOW);
          };
        }
        boolean naming = open.state() == State.RENAMING;
        yield switch (random.nextInt(5)) {
          case 0 -> d.attemptFailed(NOW);
          case 1 -> d.later(any, random.nextBoolean() ? PATIENCE : Duration.ZERO, NOW);
          case 2 -> d.stop(naming ? StopClass.OUTCOME_UNKNOWN : any, NOW);
          default -> naming ? d.delivered(new Receipt(Receipt.By.SIZE, NOW, null)) : d.renaming();
        };
      }
      case Stage.Stopped stopped ->
          stopped.isInDoubt() && stopped.outgoing() != null && random.nextBoolean()
              ? d.confirmed(new Receipt(Receipt.By.PERSON, NOW, "officer-1"))
              : d.resume(NOW);
      case Stage.Delivered _, Stage.Withdrawn _ ->
          d.withdraw(version, random.nextBoolean() ? f.order(version) : null, NOW);
    };
  }

  @Test
  @DisplayName("On 2,000 random ways nothing is said twice, and nothing after the end")
  void randomWays() {
    long seed = 20_261_120;
    for (int way = 0; way < 2_000; way++) {
      Random random = new Random(seed + way);
      Disclosure d = Disclosure.of(f.order(1));
      Set<String> said = new HashSet<>();
      Set<DeliveryId> over = new HashSet<>();
      Set<DeliveryId> delivered = new HashSet<>();
      List<ReleaseEvent> all = new ArrayList<>();
      for (int step = 0; step < 40; step++) {
        boolean works =
            d.stage() instanceof Stage.ToPrepare || d.stage() instanceof Stage.ToDeliver;
        Disclosure before = works && !d.underWay() ? d.claimed() : d;
        Change change = anyStep(before, random);
        for (Change.Fact fact : change.facts()) {
          DeliveryId delivery = fact.order().delivery();
          all.add(fact.data());
          assertThat(said.add(fact.data().getClass() + "/" + delivery + "/" + fact.key()))
              .as("seed %s: said once: %s", seed + way, all)
              .isTrue();
          assertThat(over).as("seed %s: %s", seed + way, all).doesNotContain(delivery);
          if (fact.data() instanceof DisclosureDelivered) {
            delivered.add(delivery);
          }
          if (fact.data() instanceof DisclosureDelivered
              || fact.data() instanceof DisclosureWithdrawn) {
            over.add(delivery);
          }
        }
        assertThat(change.disclosure().epoch()).isGreaterThanOrEqualTo(before.epoch());
        d = change.disclosure();
      }
      assertThat(delivered).as("seed %s", seed + way).hasSizeLessThanOrEqualTo(1);
      assertThat(all.stream().filter(PackageSealed.class::isInstance).count())
          .isEqualTo(
              all.stream()
                  .filter(PackageSealed.class::isInstance)
                  .map(each -> ((PackageSealed) each).delivery())
                  .distinct()
                  .count());
      assertThat(all).filteredOn(DeliveryAttempted.class::isInstance).doesNotHaveDuplicates();
    }
  }
}
