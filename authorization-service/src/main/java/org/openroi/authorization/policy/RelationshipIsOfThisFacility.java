package org.openroi.authorization.policy;

/**
 * 45 CFR 164.506(c), 164.514(h)(1): staff speak for the facility at which they recorded the
 * relationship, its restrictions included, and for no other.
 */
final class RelationshipIsOfThisFacility implements Rule<Standing> {
  @Override
  public Finding check(Standing c) {
    return Finding.holdsUnless(
        c.relationship().facility().equals(c.request().facility()),
        HoldReason.RELATIONSHIP_FACILITY);
  }
}
