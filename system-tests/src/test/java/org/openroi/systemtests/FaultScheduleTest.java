package org.openroi.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openroi.systemtests.FaultSchedule.Due;
import org.openroi.systemtests.FaultSchedule.Kill;

class FaultScheduleTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void killsEveryPartAsOftenAsItIsAsked() {
    FaultSchedule schedule = FaultSchedule.of(1, 2, false, 0, MINUTE);

    for (Part part : Part.values()) {
      List<Due> kills =
          schedule.faults().stream().filter(due -> due.fault().equals(new Kill(part))).toList();
      assertThat(kills).hasSize(2);
    }
    assertThat(schedule.faults()).hasSize(2 * Part.values().length);
  }

  @Test
  void isDrawnFromItsSeedAndInOrderOfTime() {
    FaultSchedule schedule = FaultSchedule.of(7, 2, true, 10, MINUTE);

    assertThat(schedule).isEqualTo(FaultSchedule.of(7, 2, true, 10, MINUTE));
    assertThat(schedule).isNotEqualTo(FaultSchedule.of(8, 2, true, 10, MINUTE));
    assertThat(schedule.faults()).extracting(Due::after).isSorted();
    assertThat(Collections.max(schedule.faults().stream().map(Due::after).toList()))
        .isLessThan(MINUTE);
  }

  @Test
  void stallsBeforeAnythingIsKilledThatWouldHaveToReadFirst() {
    FaultSchedule schedule = FaultSchedule.of(7, 1, true, 5, MINUTE);

    assertThat(schedule.faults().subList(0, 3))
        .allMatch(
            due ->
                due.fault() instanceof FaultSchedule.KillWhileStalled
                    || due.fault() instanceof FaultSchedule.KillBeforeReceipt);
    assertThat(schedule.faults()).hasSize(Part.values().length + 8 + 5);
  }
}
