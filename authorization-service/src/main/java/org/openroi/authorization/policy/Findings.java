package org.openroi.authorization.policy;

import java.util.EnumSet;
import java.util.List;

/** What the rules found in one case so far. Confined to one decision. */
final class Findings {
  private final EnumSet<DenialReason> denials;
  private final EnumSet<HoldReason> holds;

  Findings() {
    this(EnumSet.noneOf(DenialReason.class), EnumSet.noneOf(HoldReason.class));
  }

  private Findings(EnumSet<DenialReason> denials, EnumSet<HoldReason> holds) {
    this.denials = denials;
    this.holds = holds;
  }

  Findings copy() {
    return new Findings(denials.clone(), holds.clone());
  }

  <C> Findings add(List<Rule<C>> rules, C c) {
    for (int i = 0; i < rules.size(); i++) {
      add(rules.get(i).check(c));
    }
    return this;
  }

  Findings add(Finding finding) {
    switch (finding) {
      case Finding.Satisfied() -> {}
      case Finding.Denies(var reason) -> denials.add(reason);
      case Finding.Holds(var reason) -> holds.add(reason);
    }
    return this;
  }

  boolean allSatisfied() {
    return denials.isEmpty() && holds.isEmpty();
  }

  boolean deny() {
    return !denials.isEmpty();
  }

  int count() {
    return denials.size() + holds.size();
  }

  /** One reason to deny is enough; without one, what is missing holds. */
  Decision refusal() {
    return denials.isEmpty() ? new Decision.Held(holds) : new Decision.Denied(denials);
  }
}
