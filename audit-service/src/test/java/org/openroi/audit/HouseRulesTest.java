package org.openroi.audit;

import org.junit.jupiter.api.Test;
import org.openroi.event.HouseRules;

class HouseRulesTest {
  @Test
  void keepsTheHouseRules() {
    HouseRules.check("org.openroi.audit");
  }
}
