package org.openroi.event;

/** Why a readable submission was not taken as a release request. */
public enum SubmissionRefusal {
  /** The same (source, id) came before with another body. */
  SAME_ID_OTHER_BODY,
  /** The client may not submit for this requester or this facility, or the requester is unknown. */
  REQUESTER_NOT_ALLOWED,
  /** The requester has no such registered end point. */
  ENDPOINT_NOT_REGISTERED,
  /** A plain patient identifier where only an encrypted one is allowed. */
  PLAIN_IDENTIFIER_NOT_ALLOWED,
  /** The encrypted patient identifier cannot be opened with the intake key. */
  IDENTIFIER_NOT_READABLE
}
