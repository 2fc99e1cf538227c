package org.openroi.authorization.policy;

/** A document that the authorization is one piece of paper with (45 CFR 164.508(b)(3)). */
public enum CombinedDocument {
  /** Another authorization, on which nothing is conditioned, not for psychotherapy notes. */
  AUTHORIZATION,
  /** Another authorization, on which treatment, payment or eligibility is conditioned. */
  CONDITIONED_AUTHORIZATION,
  /** An authorization for psychotherapy notes. */
  PSYCHOTHERAPY_AUTHORIZATION,
  /** Another written permission for the same or another research study. */
  RESEARCH_PERMISSION,
  /** Anything else: a consent to treatment, a contract, a notice. */
  OTHER_DOCUMENT
}
