package org.openroi.systemtests.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openroi.event.Channel;

class PlanTest {

  @Test
  void isDrawnFromItsSeed() {
    assertThat(Plan.of(3, 100)).isEqualTo(Plan.of(3, 100)).isNotEqualTo(Plan.of(4, 100));
  }

  @Test
  void holdsEveryScenarioOnEveryChannelAndEveryMisbehaviour() {
    List<Plan.Step> steps = Plan.of(1, 2_000).steps();
    Set<List<Object>> seen = new HashSet<>();
    Set<Poisons> poison = new HashSet<>();
    for (Plan.Step step : steps) {
      if (step instanceof Plan.Release release) {
        seen.add(List.of(release.scenario(), release.channel()));
      } else if (step instanceof Plan.Poison one) {
        poison.add(one.kind());
      }
    }

    assertThat(seen).hasSize(Scenario.values().length * Channel.values().length);
    assertThat(poison).containsExactlyInAnyOrder(Poisons.values());
    assertThat(steps).filteredOn(Plan.Release.class::isInstance).hasSize(2_000);
    assertThat(steps).anyMatch(step -> step instanceof Plan.Release r && r.brokenOff());
    assertThat(steps).anyMatch(step -> step instanceof Plan.Release r && r.otherBody());
    assertThat(steps).anyMatch(step -> step instanceof Plan.Release r && r.duplicates() > 0);
  }

  @Test
  void numbersItsStepsInOrder() {
    assertThat(Plan.of(1, 50).steps())
        .extracting(Plan.Step::number)
        .isSorted()
        .doesNotHaveDuplicates();
  }
}
