package org.openroi.event;

/**
 * Why the records are asked for: codes of {@code
 * http://terminology.hl7.org/CodeSystem/v3-ActReason}. A purpose is the requester's word, never a
 * legal basis.
 */
public enum PurposeOfUse {
  /** Treatment. */
  TREAT,
  /** Emergency treatment. */
  ETREAT,
  /** Payment. */
  HPAYMT,
  /** Claim attachment. */
  CLMATTCH,
  /** Coverage under a policy or programme. */
  COVERAGE,
  /** Health care operations. */
  HOPERAT,
  /** Legal proceedings. */
  HLEGAL,
  /** Decedent. */
  HDECD,
  /** At the patient's own request. */
  PATRQT,
  /** At the family's request. */
  FAMRQT,
  /** Power of attorney. */
  PWATRNY,
  /** Public health. */
  PUBHLTH,
  /** Research. */
  HRESCH
}
