package org.openroi.authorization.policy;

/** Who wanted the authorization. */
public enum Initiator {
  INDIVIDUAL,
  COVERED_ENTITY,
  THIRD_PARTY
}
