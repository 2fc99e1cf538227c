package org.openroi.authorization.policy;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * The covered entity whose records are asked for.
 *
 * @param code as it stands in every event
 * @param names what it is called on forms, its code apart
 * @param classes the classes of persons on a form that include it
 * @param zone where its calendar days begin and end
 * @param refusesAnyAndAll whether local policy finds "any and all" too vague a description
 */
public record Custodian(
    String code,
    List<Name> names,
    Set<DiscloserClass> classes,
    ZoneId zone,
    boolean refusesAnyAndAll) {
  public Custodian {
    names = List.copyOf(names);
    classes = Set.copyOf(classes);
  }

  /** Whether the words on the form mean this custodian, or this facility of it. */
  boolean isMeantBy(Discloser discloser, String facility) {
    return switch (discloser) {
      case Discloser.OfClass(var namedClass) -> classes.contains(namedClass);
      case Discloser.Named(var name) -> name.is(code) || name.is(facility) || isCalled(name);
    };
  }

  private boolean isCalled(Name name) {
    for (Name own : names) {
      if (name.is(own.text())) {
        return true;
      }
    }
    return false;
  }
}
