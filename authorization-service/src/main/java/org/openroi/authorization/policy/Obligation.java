package org.openroi.authorization.policy;

/** What must be done when a release goes; it never widens the scope. */
public enum Obligation {
  /** The request asked for more than the authorization covers; only what lies in both may go. */
  NARROW_TO_AUTHORIZATION("AUTH-23", "45 CFR 164.508(a)(1)"),
  /** The covered entity sought the authorization: the individual gets a copy of the signed form. */
  COPY_TO_INDIVIDUAL("AUTH-12", "45 CFR 164.508(c)(4)"),
  /** The signed authorization is kept for six years. */
  RETAIN_AUTHORIZATION("AUTH-21", "45 CFR 164.508(b)(6), 164.530(j)"),
  /** Psychotherapy notes were asked for and stay out. */
  EXCLUDE_PSYCHOTHERAPY_NOTES("ROA-02", "45 CFR 164.524(a)(1)(i)"),
  /** What was compiled in reasonable anticipation of a proceeding stays out. */
  EXCLUDE_LITIGATION_MATERIAL("ROA-02", "45 CFR 164.524(a)(1)(ii)"),
  /** Only what the protocol of the purpose covers goes. */
  MINIMUM_NECESSARY("MN-02", "45 CFR 164.502(b), 164.514(d)(3)(i)");

  private final String rule;
  private final String citation;

  Obligation(String rule, String citation) {
    this.rule = rule;
    this.citation = citation;
  }

  public String rule() {
    return rule;
  }

  public String citation() {
    return citation;
  }
}
