package org.openroi.event;

/** The legal basis on which a release was authorized. */
public enum LegalRoute {
  /** The individual's own access, 45 CFR 164.524. */
  ROA_SELF,
  /** A third party with a valid authorization, 45 CFR 164.508. */
  AUTH_508,
  /** A provider, for treatment, 45 CFR 164.506(c)(1), (2). */
  TPO_TREAT,
  /** A health plan, for payment, 45 CFR 164.506(c)(3); the minimum necessary applies. */
  TPO_PAY
}
