package org.openroi.event;

/** What a requester is. A kind is not a legal route. */
public enum RequesterKind {
  INDIVIDUAL,
  PERSONAL_REPRESENTATIVE,
  PROVIDER,
  HEALTH_PLAN,
  ATTORNEY,
  LIFE_INSURER,
  GOVERNMENT_AGENCY,
  RESEARCHER,
  OTHER
}
