package org.openroi.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openroi.event.Channel;
import org.openroi.event.DenialClass;
import org.openroi.event.HoldClass;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.RecordType;
import org.openroi.event.ReleaseId;
import org.openroi.event.ReleaseStatus;
import org.openroi.event.ReleaseStatusChanged;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterKind;
import org.openroi.event.RequesterRegistered;
import org.openroi.event.Scope;
import org.openroi.event.StopClass;
import org.openroi.event.VerificationLevel;

class FollowReleaseTest {
  private static final Instant AT = Instant.parse("2026-11-24T10:15:30Z");

  private static final IntakePolicy POLICY = new IntakePolicy("general-hospital", true);
  private static final Step HELD = Step.held(AT, Set.of(HoldClass.REVIEW_REQUIRED));
  private static final Step AUTHORIZED = Step.of(ReleaseStatus.AUTHORIZED, AT);
  private static final Step DENIED = Step.denied(AT, Set.of(DenialClass.AUTHORIZATION_REVOKED));
  private static final Step PREPARED = Step.of(ReleaseStatus.PREPARED, AT);
  private static final Step DELIVERED = Step.of(ReleaseStatus.DELIVERED, AT);
  private static final Step STOPPED = Step.stopped(AT, StopClass.RECIPIENT_UNREACHABLE);
  private static final Step UNKNOWN = Step.stopped(AT, StopClass.OUTCOME_UNKNOWN);

  private final InMemoryReleases releases = new InMemoryReleases();
  private final InMemoryEvents events = new InMemoryEvents();
  private final InMemoryRequesters requesters = new InMemoryRequesters();
  private final FollowRelease followRelease =
      new FollowRelease(POLICY, releases, requesters, events);

  /** Every pair of states: followed if and only if the automaton says so. */
  @ParameterizedTest
  @EnumSource(ReleaseStatus.class)
  void movesAlongTheAutomatonAndNowhereElse(ReleaseStatus from) {
    for (ReleaseStatus to : ReleaseStatus.values()) {
      ReleaseId release =
          standingAt(step(from, HoldClass.PATIENT_NOT_MATCHED, StopClass.OUTCOME_UNKNOWN));
      int before = events.published().size();
      Step next = step(to, HoldClass.REVIEW_REQUIRED, StopClass.HOST_KEY_MISMATCH);
      Followed followed =
          followRelease.follow(release, new Progress.Decided(1, next), Submitted.fresh());
      assertThat(followed)
          .as(from + " to " + to)
          .isEqualTo(from.mayBecome(to) ? Followed.MOVED : Followed.STAYED);
      boolean moved = followed == Followed.MOVED;
      assertThat(events.published()).hasSize(before + (moved ? 1 : 0));
      assertThat(releases.find(release).orElseThrow().current().equals(next))
          .isEqualTo(moved || from == to && !from.mayBecome(to));
    }
  }

  @Test
  void saysNothingWhenNothingIsNew() {
    for (Step step :
        List.of(
            Step.held(AT, Set.of(HoldClass.REVIEW_REQUIRED)),
            Step.stopped(AT, StopClass.OUTCOME_UNKNOWN))) {
      ReleaseId release = standingAt(step);
      Step again =
          new Step(
              step.status(), AT.plusSeconds(9), step.waitingFor(), step.reasons(), step.stop());
      assertThat(follow(release, new Progress.Disclosed(1, again))).isEqualTo(Followed.STAYED);
    }
    assertThat(events.published()).isEmpty();
  }

  /** 45 CFR 164.524(b)(2)(i): the clock of the patient's own request runs in every state. */
  @Test
  void saysWhenTheRequestCameInAndUntilWhenItIsToBeAnswered() {
    ReleaseId release = standingAt(Step.received(AT));
    RequesterId requester = releases.find(release).orElseThrow().requester();
    requesters.put(
        new RequesterRegistered(
            requester,
            RequesterKind.INDIVIDUAL,
            null,
            VerificationLevel.NOT_VERIFIED,
            Set.of("main-campus"),
            Set.of(),
            null,
            true));
    follow(release, new Progress.Decided(1, HELD));

    assertThat(events.facts())
        .containsExactly(
            new ReleaseStatusChanged(
                release,
                ReleaseStatus.HELD,
                HELD.waitingFor(),
                AT,
                null,
                AT,
                Channel.REST,
                Instant.parse("2026-12-24T10:15:30Z")));
  }

  @Test
  void knowsNoReleaseThatWasNotRequestedHere() {
    assertThat(follow(new ReleaseId(UUID.randomUUID()), new Progress.Decided(1, Step.received(AT))))
        .isEqualTo(Followed.UNKNOWN);
  }

  @Test
  void isMovedStraightOnByADisclosureThatOvertookItsDecision() {
    ReleaseId release = standingAt(Step.received(AT));
    assertThat(follow(release, new Progress.Disclosed(2, PREPARED))).isEqualTo(Followed.MOVED);
    assertThat(follow(release, new Progress.Decided(1, HELD))).isEqualTo(Followed.STAYED);
    assertThat(follow(release, new Progress.Decided(2, AUTHORIZED))).isEqualTo(Followed.STAYED);
    assertThat(follow(release, new Progress.Decided(3, DENIED))).isEqualTo(Followed.MOVED);
    assertThat(statuses()).containsExactly(ReleaseStatus.PREPARED, ReleaseStatus.DENIED);
  }

  @Test
  void isNotMovedByADisclosureOfAnOlderDecision() {
    ReleaseId release = standingAt(Step.received(AT));
    follow(release, new Progress.Decided(1, AUTHORIZED));
    follow(release, new Progress.Decided(2, HELD));
    assertThat(follow(release, new Progress.Disclosed(1, PREPARED))).isEqualTo(Followed.STAYED);
    assertThat(follow(release, new Progress.Disclosed(1, STOPPED))).isEqualTo(Followed.STAYED);
    assertThat(follow(release, new Progress.Disclosed(1, AUTHORIZED))).isEqualTo(Followed.STAYED);
    assertThat(statuses()).containsExactly(ReleaseStatus.AUTHORIZED, ReleaseStatus.HELD);
  }

  /** What was sent before the revocation took effect was sent. */
  @Test
  void isDeliveredWhateverWasDecidedSince() {
    ReleaseId release = standingAt(Step.received(AT));
    follow(release, new Progress.Decided(1, AUTHORIZED));
    follow(release, new Progress.Decided(2, DENIED));
    assertThat(follow(release, new Progress.Disclosed(1, DELIVERED))).isEqualTo(Followed.MOVED);
    assertThat(follow(release, new Progress.Decided(3, AUTHORIZED))).isEqualTo(Followed.STAYED);
    assertThat(statuses())
        .containsExactly(ReleaseStatus.AUTHORIZED, ReleaseStatus.DENIED, ReleaseStatus.DELIVERED);
  }

  /** Every order of arrival that keeps each topic's own order. */
  @Test
  void endsInTheSameStateHoweverTheTopicsInterleave() {
    long seed = 164_528;
    Random random = new Random(seed);
    for (int i = 0; i < 400; i++) {
      List<Progress> decisions = decisions(random);
      List<Progress> disclosures = disclosures(decisions, random);
      Step expected = last(decisions, disclosures);
      for (List<Progress> arrival : interleavings(decisions, disclosures)) {
        InMemoryReleases store = new InMemoryReleases();
        InMemoryEvents published = new InMemoryEvents();
        FollowRelease follow = new FollowRelease(POLICY, store, requesters, published);
        ReleaseId release = add(store, Step.received(AT));
        arrival.forEach(progress -> follow.follow(release, progress, Submitted.fresh()));
        Release followed = store.find(release).orElseThrow();
        assertThat(withoutTime(followed.current()))
            .as("seed %s, history %s, %s", seed, i, arrival)
            .isEqualTo(withoutTime(expected));
        List<Step> way = followed.timeline();
        for (int step = 1; step < way.size(); step++) {
          assertThat(way.get(step - 1).status().mayBecome(way.get(step).status())).isTrue();
        }
        assertThat(published.published()).hasSize(way.size() - 1);
      }
    }
  }

  /** Versions 1, 2, 3…; nothing is decided after a denial. */
  private static List<Progress> decisions(Random random) {
    List<Progress> decisions = new ArrayList<>();
    Step step = HELD;
    for (int version = 1; version <= 1 + random.nextInt(4) && step != DENIED; version++) {
      step =
          switch (random.nextInt(5)) {
            case 0 -> DENIED;
            case 1 -> HELD;
            case 2 -> Step.held(AT, Set.of(HoldClass.PATIENT_NOT_MATCHED));
            default -> AUTHORIZED;
          };
      decisions.add(new Progress.Decided(version, step));
    }
    return decisions;
  }

  /**
   * What becomes of each that was authorized, in the order of the decisions; delivery may be late.
   */
  private static List<Progress> disclosures(List<Progress> decisions, Random random) {
    List<Progress> disclosures = new ArrayList<>();
    for (Progress decided : decisions) {
      if (decided.next() != AUTHORIZED) {
        continue;
      }
      for (int i = random.nextInt(4); i > 0; i--) {
        Step step = List.of(PREPARED, STOPPED, UNKNOWN, AUTHORIZED).get(random.nextInt(4));
        disclosures.add(new Progress.Disclosed(decided.decisionVersion(), step));
      }
    }
    if (!disclosures.isEmpty() && random.nextInt(3) == 0) {
      int after = random.nextInt(disclosures.size());
      disclosures.add(
          after + 1,
          new Progress.Disclosed(disclosures.get(after / 2).decisionVersion(), DELIVERED));
    }
    return disclosures;
  }

  /** Delivered if ever; else the last word on the highest decision. */
  private static Step last(List<Progress> decisions, List<Progress> disclosures) {
    List<Progress> all = Stream.concat(decisions.stream(), disclosures.stream()).toList();
    if (all.stream().anyMatch(progress -> progress.next() == DELIVERED)) {
      return DELIVERED;
    }
    int highest = decisions.getLast().decisionVersion();
    return all.stream()
        .filter(progress -> progress.decisionVersion() == highest)
        .reduce((earlier, later) -> later)
        .orElseThrow()
        .next();
  }

  private static List<List<Progress>> interleavings(List<Progress> one, List<Progress> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return List.of(Stream.concat(one.stream(), other.stream()).toList());
    }
    List<List<Progress>> all = new ArrayList<>();
    for (List<Progress> rest : interleavings(one.subList(1, one.size()), other)) {
      all.add(Stream.concat(Stream.of(one.getFirst()), rest.stream()).toList());
    }
    for (List<Progress> rest : interleavings(one, other.subList(1, other.size()))) {
      all.add(Stream.concat(Stream.of(other.getFirst()), rest.stream()).toList());
    }
    return all;
  }

  private static Step withoutTime(Step step) {
    return new Step(step.status(), AT, step.waitingFor(), step.reasons(), step.stop());
  }

  private Followed follow(ReleaseId release, Progress progress) {
    return followRelease.follow(release, progress, Submitted.fresh());
  }

  private Stream<ReleaseStatus> statuses() {
    return events.published().stream().map(event -> ((ReleaseStatusChanged) event.data()).status());
  }

  private ReleaseId standingAt(Step step) {
    return add(releases, step);
  }

  private static ReleaseId add(InMemoryReleases releases, Step step) {
    ReleaseId release = new ReleaseId(UUID.randomUUID());
    releases.add(
        new Release(
            release,
            "main-campus",
            null,
            null,
            new RequesterId(UUID.randomUUID()),
            "portal",
            PurposeOfUse.HLEGAL,
            new Scope(Set.of(RecordType.BILLING), null, null),
            null,
            null,
            Channel.REST,
            AT,
            List.of(step)));
    return release;
  }

  private static Step step(ReleaseStatus status, HoldClass waitingFor, StopClass stop) {
    return new Step(
        status,
        AT,
        status == ReleaseStatus.HELD ? Set.of(waitingFor) : Set.of(),
        status == ReleaseStatus.DENIED ? Set.of(DenialClass.NOTHING_IN_SCOPE) : Set.of(),
        status == ReleaseStatus.STOPPED ? stop : null);
  }
}
