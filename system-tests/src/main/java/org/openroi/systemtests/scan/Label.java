package org.openroi.systemtests.scan;

import java.util.Collection;
import org.openroi.event.SensitiveCategory;

/** What a resource may be about that decides whether it goes. */
enum Label {
  MENTAL_HEALTH,
  HIV,
  SUBSTANCE_USE,
  /** Notes of a psychotherapist, 45 CFR 164.501. */
  PSYCHOTHERAPY,
  /** From a program under 42 CFR part 2. */
  PART2,
  /** Marked as restricted, and nothing says why. */
  DOUBT;

  static Label of(SensitiveCategory category) {
    return valueOf(category.name());
  }

  static boolean any(Collection<Label> labels, Collection<SensitiveCategory> categories) {
    return categories.stream().map(Label::of).anyMatch(labels::contains);
  }
}
