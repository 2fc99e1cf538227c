package org.openroi.authorization.policy;

/** What was made to depend on the authorization's being signed (45 CFR 164.508(b)(4)). */
public enum Conditioning {
  NONE,
  /** Research-related treatment, (b)(4)(i). */
  RESEARCH_TREATMENT,
  /** Enrollment in a health plan or eligibility, before enrollment, (b)(4)(ii). */
  PLAN_ENROLLMENT,
  /** Care given solely to make information for a third party, (b)(4)(iii). */
  CARE_FOR_THIRD_PARTY,
  /** Anything else, which is prohibited. */
  OTHER
}
