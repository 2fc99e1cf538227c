package org.openroi.redaction.redactor;

/** Why something does not go. */
public enum CutRule {
  /** Psychotherapy notes are kept apart and go by hand only. */
  LEGAL_EXCLUSION("45 CFR 164.524(a)(1)(i), 164.508(a)(2)"),
  /** Its kind was not asked for, or is not authorized. */
  RECORD_TYPE("45 CFR 164.508(a)(1), 164.514(d)"),
  ENCOUNTER("45 CFR 164.508(a)(1)"),
  DATE("45 CFR 164.508(a)(1)"),
  MINIMUM_NECESSARY("45 CFR 164.502(b), 164.514(d)"),
  /** A sensitive category that is not authorized, by what it says itself. */
  CATEGORY("45 CFR 164.508(c)(1)(i), state law"),
  /** A sensitive category that is not authorized, by what it refers to or belongs to. */
  CATEGORY_BY_CONTEXT("45 CFR 164.508(c)(1)(i), state law"),
  /** Restricted by its source, for a reason that is not known here. */
  DOUBT("45 CFR 164.514(d)"),
  /** Text in which a withheld category could be mentioned. */
  MAY_MENTION("45 CFR 164.508(c)(1)(i), state law"),
  /** Practitioners, places and the like go only with what refers to them. */
  NOT_REFERRED_TO("45 CFR 164.514(d)"),
  /** Of a substance use disorder program, to a third party. */
  PART2("42 CFR 2.12, 2.31");

  private final String citation;

  CutRule(String citation) {
    this.citation = citation;
  }

  public String citation() {
    return citation;
  }
}
