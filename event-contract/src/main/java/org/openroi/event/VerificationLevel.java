package org.openroi.event;

/** How far a requester's identity was verified (45 CFR 164.514(h)). */
public enum VerificationLevel {
  NOT_VERIFIED,
  /** Weak evidence, such as a code sent to a telephone. Not enough for a release. */
  CONTACT_CONFIRMED,
  /** Documents that on their face meet the requirements were seen by staff. */
  DOCUMENT_CHECKED,
  /** Known to the custodian, or proofed to NIST SP 800-63 IAL2. */
  IDENTITY_PROOFED;

  /** Whether a release may rely on it. */
  public boolean isVerified() {
    return this == DOCUMENT_CHECKED || this == IDENTITY_PROOFED;
  }
}
