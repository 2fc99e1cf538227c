package org.openroi.event;

/** The legal basis on which a release was authorized. */
public enum LegalRoute {
  /** The individual's own access, 45 CFR 164.524. */
  ROA_SELF,
  /** A third party with a valid authorization, 45 CFR 164.508. */
  AUTH_508
}
