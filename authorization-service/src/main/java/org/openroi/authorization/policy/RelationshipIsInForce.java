package org.openroi.authorization.policy;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.openroi.event.RelationshipKind;

/**
 * 45 CFR 164.506(c): the relationship is there on the day of the decision. A treatment has days of
 * its own; the days of a coverage are those of the claim, which has a rule of its own.
 */
final class RelationshipIsInForce implements Rule<Standing> {
  @Override
  public Finding check(Standing c) {
    Relationship relationship = c.relationship();
    boolean valid = isNotAfter(c.today(), relationship.validUntil());
    boolean underWay =
        relationship.kind() != RelationshipKind.TREATMENT
            || (isNotBefore(c.today(), relationship.from())
                && isNotAfter(c.today(), relationship.to()));
    return Finding.holdsUnless(valid && underWay, HoldReason.RELATIONSHIP_NOT_IN_FORCE);
  }

  private static boolean isNotBefore(LocalDate day, @Nullable LocalDate first) {
    return first == null || !day.isBefore(first);
  }

  private static boolean isNotAfter(LocalDate day, @Nullable LocalDate last) {
    return last == null || !day.isAfter(last);
  }
}
