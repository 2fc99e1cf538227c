package org.openroi.systemtests.load;

import static org.openroi.event.ReleaseStatus.DELIVERED;
import static org.openroi.event.ReleaseStatus.DENIED;
import static org.openroi.event.ReleaseStatus.HELD;
import static org.openroi.event.ReleaseStatus.STOPPED;

import java.util.EnumSet;
import java.util.Set;
import org.openroi.event.ReleaseStatus;

/** What a release is about, and where its evidence may bring it. */
enum Scenario {
  /** A verified patient asks for the own records. */
  SELF_ACCESS(DELIVERED, 6),
  /** An attorney with a valid authorization on file. */
  AUTHORIZED_BY_FORM(DELIVERED, 6),
  /** An attorney who relies on an authorization that has expired. */
  EXPIRED_FORM(DENIED, 3),
  /** The authorization comes after the request was held for it. */
  LATE_FORM(DELIVERED, 3),
  /** Nobody knows the patient until later, and the authorization comes last. */
  UNKNOWN_PATIENT(DELIVERED, 3),
  /** The authorization is revoked right after the request; it may have gone before that. */
  REVOKED_FORM(EnumSet.of(DENIED, DELIVERED), 2),
  /** No authorization ever comes: it waits for a human. */
  NO_FORM(HELD, 1),
  /** A provider who treats the patient asks for all of it. */
  TREATMENT(DELIVERED, 3),
  /** A health plan asks for what a claim is about. */
  CLAIM(DELIVERED, 3),
  /** All is in order, but the patient has no record here. */
  NO_RECORD(STOPPED, 1),
  /** All is in order, but the end point cannot be delivered to. */
  NO_END_POINT(STOPPED, 1);

  private final Set<ReleaseStatus> rests;
  private final int weight;

  Scenario(ReleaseStatus rests, int weight) {
    this(EnumSet.of(rests), weight);
  }

  Scenario(Set<ReleaseStatus> rests, int weight) {
    this.rests = Set.copyOf(rests);
    this.weight = weight;
  }

  Set<ReleaseStatus> rests() {
    return rests;
  }

  int weight() {
    return weight;
  }
}
