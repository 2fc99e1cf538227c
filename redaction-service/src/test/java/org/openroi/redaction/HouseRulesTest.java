package org.openroi.redaction;

import org.junit.jupiter.api.Test;
import org.openroi.event.HouseRules;

class HouseRulesTest {
  @Test
  void keepsTheHouseRules() {
    HouseRules.check("org.openroi.redaction");
  }
}
