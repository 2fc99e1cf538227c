package org.openroi.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
import org.openroi.event.RequesterId;
import org.openroi.event.Scope;

class FollowReleaseTest {
  private static final Instant AT = Instant.parse("2026-11-24T10:15:30Z");

  private final InMemoryReleases releases = new InMemoryReleases();
  private final InMemoryEvents events = new InMemoryEvents();
  private final FollowRelease followRelease =
      new FollowRelease(new IntakePolicy("general-hospital", true), releases, events);

  /** Every pair of states: followed if and only if the automaton says so. */
  @ParameterizedTest
  @EnumSource(ReleaseStatus.class)
  void movesAlongTheAutomatonAndNowhereElse(ReleaseStatus from) {
    for (ReleaseStatus to : ReleaseStatus.values()) {
      ReleaseId release = standingAt(step(from, HoldClass.PATIENT_NOT_MATCHED));
      int before = events.published().size();
      Step next = step(to, HoldClass.REVIEW_REQUIRED);
      Followed followed = followRelease.follow(release, next, Submitted.fresh());
      assertThat(followed)
          .as(from + " to " + to)
          .isEqualTo(from.mayBecome(to) ? Followed.MOVED : Followed.STAYED);
      boolean moved = followed == Followed.MOVED;
      assertThat(events.published()).hasSize(before + (moved ? 1 : 0));
      assertThat(releases.find(release).orElseThrow().current().equals(next))
          .isEqualTo(moved || from == to && from != ReleaseStatus.HELD);
    }
  }

  @Test
  void saysNothingWhenNothingIsNew() {
    Step held = step(ReleaseStatus.HELD, HoldClass.REVIEW_REQUIRED);
    ReleaseId release = standingAt(held);
    Step again = new Step(held.status(), AT.plusSeconds(9), held.waitingFor(), held.reasons());
    assertThat(followRelease.follow(release, again, Submitted.fresh())).isEqualTo(Followed.STAYED);
    assertThat(events.published()).isEmpty();
  }

  @Test
  void knowsNoReleaseThatWasNotRequestedHere() {
    assertThat(
            followRelease.follow(
                new ReleaseId(UUID.randomUUID()), Step.received(AT), Submitted.fresh()))
        .isEqualTo(Followed.UNKNOWN);
  }

  private ReleaseId standingAt(Step step) {
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

  private static Step step(ReleaseStatus status, HoldClass waitingFor) {
    return new Step(
        status,
        AT,
        status == ReleaseStatus.HELD ? Set.of(waitingFor) : Set.of(),
        status == ReleaseStatus.DENIED ? Set.of(DenialClass.NOTHING_IN_SCOPE) : Set.of());
  }
}
