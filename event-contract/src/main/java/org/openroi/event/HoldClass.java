package org.openroi.event;

/** What a held release waits for, in words that reveal nothing clinical. */
public enum HoldClass {
  /** The patient is not known yet. Released by {@link PatientMatched}. */
  PATIENT_NOT_MATCHED,
  /** The requester is not in the directory yet. Released by {@link RequesterRegistered}. */
  REQUESTER_NOT_KNOWN,
  /** The requester's identity is not verified (45 CFR 164.514(h)). */
  IDENTITY_NOT_VERIFIED,
  /** No authorization was found. Released by {@link AuthorizationRecorded}. */
  AUTHORIZATION_NOT_FOUND,
  /** The delivery end point is not the one that the authorization names. */
  ENDPOINT_NOT_MATCHED,
  /** A person must look at it: no rule may decide this alone. */
  REVIEW_REQUIRED
}
