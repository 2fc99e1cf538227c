package org.openroi.event;

/** Why a disclosure waits for a person, in words that reveal nothing clinical. */
public enum StopClass {
  RECORD_NOT_FOUND,
  RECORD_UNREADABLE,
  /** A page of the record belongs to another patient. */
  RECORD_NOT_OF_THIS_PATIENT,
  NOTHING_TO_RELEASE,
  /** A person must look at what would go. Which rule says so stays with the service. */
  REVIEW_REQUIRED,
  /** The registered end point cannot be delivered to. */
  ENDPOINT_NOT_USABLE,
  RECIPIENT_KEY_NOT_USABLE,
  /** The server at the end point is not the one that was registered. */
  HOST_KEY_MISMATCH,
  RECIPIENT_REFUSED,
  /** The recipient's server could not store the package; its disk may be full. */
  RECIPIENT_STORAGE_FAILED,
  RECIPIENT_UNREACHABLE,
  /** It may have arrived and cannot be asked; it is never sent again without a person. */
  OUTCOME_UNKNOWN,
  INTERNAL_FAULT
}
