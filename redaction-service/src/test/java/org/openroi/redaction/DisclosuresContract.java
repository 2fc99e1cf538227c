package org.openroi.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openroi.event.ReleaseId;
import org.openroi.event.StopClass;

/** What every {@link Disclosures} does. */
public abstract class DisclosuresContract {
  private static final Duration LEASE = Duration.ofMillis(600);

  /** A facility of our own, so that others may be at work in the same store. */
  private final String facility = "facility-" + UUID.randomUUID().toString().substring(0, 8);

  protected abstract Disclosures disclosures();

  /** Runs in a transaction of its own. */
  protected abstract <T> T committed(Supplier<T> work);

  /** Lets so much time pass. */
  protected abstract void pass(Duration time);

  private DisclosureFixture fixture() {
    DisclosureFixture fixture = new DisclosureFixture();
    fixture.facility = facility;
    return fixture;
  }

  private Disclosure added(DisclosureFixture fixture) {
    Disclosure disclosure = Disclosure.of(fixture.order(1));
    committed(
        () -> {
          disclosures().add(disclosure);
          return disclosure;
        });
    return disclosure;
  }

  private Disclosure changed(ReleaseId release, UnaryOperator<Disclosure> step) {
    return committed(
        () -> {
          Disclosure after = step.apply(disclosures().lock(release).orElseThrow());
          disclosures().save(after);
          return after;
        });
  }

  private Disclosure found(ReleaseId release) {
    return committed(() -> disclosures().find(release)).orElseThrow();
  }

  /** Claims ours; what others have left in the same store is put back. */
  private Optional<Disclosure> claim(Work work, Disclosure ours) {
    while (true) {
      Optional<Disclosure> claimed = committed(() -> disclosures().claim(work, LEASE));
      if (claimed.isEmpty() || claimed.get().order().release().equals(ours.order().release())) {
        return claimed;
      }
      changed(
          claimed.get().order().release(),
          each -> each.stop(StopClass.INTERNAL_FAULT, DisclosureFixture.NOW).disclosure());
    }
  }

  @Test
  void anUnknownOneIsNotFound() {
    ReleaseId unknown = new ReleaseId(UUID.randomUUID());
    assertThat(committed(() -> disclosures().find(unknown))).isEmpty();
    assertThat(committed(() -> disclosures().lock(unknown))).isEmpty();
  }

  @Test
  @DisplayName("Every state is found as it was saved")
  void everyStateIsKept() {
    DisclosureFixture f = fixture();
    Disclosure added = added(f);
    assertThat(found(f.release)).isEqualTo(added);
    Disclosure claimed = claim(Work.PREPARE, added).orElseThrow();
    assertThat(claimed).isEqualTo(added.claimed());
    List<UnaryOperator<Disclosure>> steps = new ArrayList<>();
    steps.add(d -> d.open(DisclosureFixture.NOW).disclosure());
    steps.add(d -> d.later(StopClass.INTERNAL_FAULT, LEASE, DisclosureFixture.NOW).disclosure());
    steps.add(Disclosure::claimed);
    steps.add(d -> d.stop(StopClass.REVIEW_REQUIRED, DisclosureFixture.NOW).disclosure());
    steps.add(d -> d.resume(DisclosureFixture.NOW).disclosure());
    steps.add(Disclosure::claimed);
    steps.add(d -> d.seal(f.parcel(d.order().delivery())).disclosure());
    steps.add(Disclosure::claimed);
    steps.add(d -> d.attempt(DisclosureFixture.NOW).disclosure());
    steps.add(d -> d.attemptFailed(DisclosureFixture.NOW).disclosure());
    steps.add(
        d -> d.later(StopClass.RECIPIENT_UNREACHABLE, LEASE, DisclosureFixture.NOW).disclosure());
    steps.add(Disclosure::claimed);
    steps.add(d -> d.attempt(DisclosureFixture.NOW).disclosure());
    steps.add(d -> d.renaming().disclosure());
    steps.add(d -> d.withdraw(2, f.order(2), DisclosureFixture.NOW).disclosure());
    steps.add(d -> d.withdraw(3, null, DisclosureFixture.NOW).disclosure());
    steps.add(d -> d.withdraw(4, f.order(4), DisclosureFixture.NOW).disclosure());
    steps.add(d -> d.stop(StopClass.OUTCOME_UNKNOWN, DisclosureFixture.NOW).disclosure());
    steps.add(
        d ->
            d.confirmed(new Receipt(Receipt.By.PERSON, DisclosureFixture.NOW, "officer-1"))
                .disclosure());
    for (UnaryOperator<Disclosure> step : steps) {
      Disclosure after = changed(f.release, step);
      assertThat(found(f.release)).isEqualTo(after);
    }
    assertThat(committed(() -> disclosures().attempts(added.order().delivery())))
        .extracting(Attempt::number, Attempt::state)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, Attempt.State.FAILED),
            org.assertj.core.groups.Tuple.tuple(2, Attempt.State.DELIVERED));
  }

  @Test
  @DisplayName("Another decision takes the place of one that was withdrawn, under a new delivery")
  void anotherDecisionTakesItsPlace() {
    DisclosureFixture f = fixture();
    Disclosure first = added(f);
    changed(f.release, d -> d.claimed().seal(f.parcel(d.order().delivery())).disclosure());
    StoredPackage pack = found(f.release).outgoing().parcel().pack();
    changed(f.release, d -> d.withdraw(2, null, DisclosureFixture.NOW).disclosure());
    assertThat(Standing.of(found(f.release).stage())).isEqualTo(Standing.WITHDRAWN);
    assertThat(withdrawn()).contains(pack);
    assertThat(committed(() -> disclosures().hasPackage(pack.reference()))).isTrue();
    assertThat(committed(() -> disclosures().hasPackage("another"))).isFalse();
    Disclosure next =
        changed(f.release, d -> d.withdraw(3, f.order(3), DisclosureFixture.NOW).disclosure());
    assertThat(found(f.release)).isEqualTo(next);
    assertThat(next.order().delivery()).isNotEqualTo(first.order().delivery());
    assertThat(next.outgoing()).isNull();
    assertThat(withdrawn()).contains(pack);
    committed(
        () -> {
          disclosures().destroyed(pack);
          return pack;
        });
    assertThat(withdrawn()).doesNotContain(pack);
  }

  private List<StoredPackage> withdrawn() {
    return committed(() -> disclosures().withdrawnPackages(10_000));
  }

  @Test
  @DisplayName("A claim holds until its lease ends, and no longer; a prolonged one longer")
  void aClaimHolds() {
    DisclosureFixture f = fixture();
    Disclosure added = added(f);
    Disclosure first = claim(Work.PREPARE, added).orElseThrow();
    assertThat(claim(Work.PREPARE, added)).isEmpty();
    assertThat(claim(Work.DELIVER, added)).isEmpty();
    pass(LEASE.dividedBy(2));
    assertThat(prolong(f, first.epoch(), LEASE.multipliedBy(2))).isTrue();
    pass(LEASE.multipliedBy(3).dividedBy(2));
    assertThat(claim(Work.PREPARE, added)).isEmpty();
    pass(LEASE);
    Disclosure second = claim(Work.PREPARE, added).orElseThrow();
    assertThat(second.epoch()).isEqualTo(first.epoch() + 1);
    assertThat(prolong(f, first.epoch(), LEASE)).isFalse();
    assertThat(prolong(f, second.epoch(), LEASE)).isTrue();
  }

  private boolean prolong(DisclosureFixture f, int epoch, Duration lease) {
    return committed(() -> disclosures().prolong(f.release, epoch, lease));
  }

  @Test
  @DisplayName("What failed rests for its pause; what waits for a person is never claimed")
  void whatFailedRests() {
    DisclosureFixture f = fixture();
    Disclosure added = added(f);
    claim(Work.PREPARE, added).orElseThrow();
    Disclosure later =
        changed(
            f.release,
            d ->
                d.later(StopClass.INTERNAL_FAULT, Duration.ofHours(1), DisclosureFixture.NOW)
                    .disclosure());
    assertThat(later.pause()).isPositive();
    assertThat(claim(Work.PREPARE, added)).isEmpty();
    pass(later.pause());
    claim(Work.PREPARE, added).orElseThrow();
    changed(
        f.release, d -> d.stop(StopClass.RECORD_UNREADABLE, DisclosureFixture.NOW).disclosure());
    pass(LEASE.multipliedBy(2));
    assertThat(claim(Work.PREPARE, added)).isEmpty();
  }

  @Test
  @DisplayName("Lists what the facility has, the latest first, and of one state if asked")
  void lists() {
    DisclosureFixture first = fixture();
    DisclosureFixture second = fixture();
    added(first);
    added(second);
    changed(second.release, d -> d.withdraw(2, null, DisclosureFixture.NOW).disclosure());
    assertThat(list(null)).containsExactly(second.release, first.release);
    assertThat(list(Standing.TO_PREPARE)).containsExactly(first.release);
    assertThat(list(Standing.WITHDRAWN)).containsExactly(second.release);
    assertThat(list(Standing.STOPPED)).isEmpty();
    assertThat(committed(() -> disclosures().list(null, Set.of("elsewhere"), 10))).isEmpty();
    assertThat(committed(() -> disclosures().list(null, Set.of(), 10))).isEmpty();
  }

  private List<ReleaseId> list(Standing standing) {
    return committed(() -> disclosures().list(standing, Set.of(facility), 10)).stream()
        .map(each -> each.order().release())
        .toList();
  }
}
