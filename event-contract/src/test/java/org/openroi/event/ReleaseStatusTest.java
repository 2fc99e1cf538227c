package org.openroi.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openroi.event.ReleaseStatus.AUTHORIZED;
import static org.openroi.event.ReleaseStatus.DELIVERED;
import static org.openroi.event.ReleaseStatus.DENIED;
import static org.openroi.event.ReleaseStatus.HELD;
import static org.openroi.event.ReleaseStatus.PREPARED;
import static org.openroi.event.ReleaseStatus.RECEIVED;
import static org.openroi.event.ReleaseStatus.STOPPED;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReleaseStatusTest {
  private static Set<ReleaseStatus> next(ReleaseStatus status) {
    return Stream.of(ReleaseStatus.values())
        .filter(status::mayBecome)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(ReleaseStatus.class)));
  }

  @ParameterizedTest
  @EnumSource(ReleaseStatus.class)
  void nothingIsReceivedAgain(ReleaseStatus status) {
    assertThat(status.mayBecome(RECEIVED)).isFalse();
  }

  @Test
  void whatIsDeliveredStaysDelivered() {
    assertThat(next(DELIVERED)).isEmpty();
  }

  /** 45 CFR 164.508(b)(5)(i): what had gone before the revocation took effect has gone. */
  @Test
  void whatIsDeniedMayOnlyTurnOutToHaveGone() {
    assertThat(next(DENIED)).containsExactly(DELIVERED);
  }

  @Test
  void everyOtherStateMayBecomeAnyOther() {
    assertThat(next(RECEIVED)).isEqualTo(EnumSet.complementOf(EnumSet.of(RECEIVED)));
    assertThat(next(HELD)).isEqualTo(EnumSet.complementOf(EnumSet.of(RECEIVED)));
    assertThat(next(STOPPED)).isEqualTo(EnumSet.complementOf(EnumSet.of(RECEIVED)));
    assertThat(next(AUTHORIZED)).isEqualTo(EnumSet.complementOf(EnumSet.of(RECEIVED, AUTHORIZED)));
    assertThat(next(PREPARED)).isEqualTo(EnumSet.complementOf(EnumSet.of(RECEIVED, PREPARED)));
  }
}
