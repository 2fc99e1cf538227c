package org.openroi.intake;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** Questions about sets of facilities. */
final class Facilities {
  private Facilities() {}

  /** Whether a caller at {@code own} may replace {@code before} by {@code after}. */
  static boolean mayReplace(Set<String> own, Set<String> before, Set<String> after) {
    Set<String> given = new HashSet<>(after);
    given.removeAll(before);
    Set<String> taken = new HashSet<>(before);
    taken.removeAll(after);
    return own.containsAll(given) && own.containsAll(taken);
  }

  static boolean meet(Set<String> one, Set<String> other) {
    return !Collections.disjoint(one, other);
  }
}
