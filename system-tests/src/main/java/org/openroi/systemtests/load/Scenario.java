package org.openroi.systemtests.load;

import org.openroi.event.ReleaseStatus;

/** What a release is about, and where its evidence must bring it. */
enum Scenario {
  /** A verified patient asks for the own records. */
  SELF_ACCESS(ReleaseStatus.AUTHORIZED, 6),
  /** An attorney with a valid authorization on file. */
  AUTHORIZED_BY_FORM(ReleaseStatus.AUTHORIZED, 6),
  /** An attorney who relies on an authorization that has expired. */
  EXPIRED_FORM(ReleaseStatus.DENIED, 3),
  /** The authorization comes after the request was held for it. */
  LATE_FORM(ReleaseStatus.AUTHORIZED, 3),
  /** Nobody knows the patient until later, and the authorization comes last. */
  UNKNOWN_PATIENT(ReleaseStatus.AUTHORIZED, 3),
  /** The authorization is revoked right after the request. */
  REVOKED_FORM(ReleaseStatus.DENIED, 2),
  /** No authorization ever comes: it waits for a human. */
  NO_FORM(ReleaseStatus.HELD, 1);

  private final ReleaseStatus rests;
  private final int weight;

  Scenario(ReleaseStatus rests, int weight) {
    this.rests = rests;
    this.weight = weight;
  }

  ReleaseStatus rests() {
    return rests;
  }

  int weight() {
    return weight;
  }
}
