package org.openroi.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The long campaign, with {@code ./roi test --long}. */
@EnabledIfSystemProperty(named = "long", matches = "true|")
class CampaignTest {

  @Test
  void findsNothingInTheSuiteAndSomethingInEachMutant() throws Exception {
    assertThat(new Campaign(Path.of("target", "campaign")).run(2_000, 1, "all")).isTrue();
  }
}
