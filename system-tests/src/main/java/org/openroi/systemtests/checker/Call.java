package org.openroi.systemtests.checker;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openroi.event.Channel;
import org.openroi.event.ReleaseStatus;

/**
 * One line of the client's history: one attempt of one call, and how it ended for the client.
 *
 * @param id the Idempotency-Key, or the id of the event that was sent; the same in every retry
 * @param sha256 of the body that was sent, lower-case hexadecimal
 * @param answer the id that the answer named: of a release, an authorization or a requester
 * @param rests where the release may come to rest once everything the client sent about it was
 *     taken; empty where the client broke off
 */
public record Call(
    String id,
    Channel channel,
    Kind kind,
    String sha256,
    Outcome outcome,
    @Nullable String answer,
    Set<ReleaseStatus> rests,
    Instant at) {

  /** What the client meant by it. */
  public enum Kind {
    /** A submission that must become a release. */
    SUBMISSION,
    /** A readable submission that must be refused: no release may come of it. */
    REFUSED,
    /** A message that nobody can take: one dead letter of each consumer, and nothing else. */
    POISON,
    /** A patient, an authorization, a revocation: evidence that decides a submission. */
    EVIDENCE
  }

  /** What the client knows. */
  public enum Outcome {
    /** Acknowledged: by a 2xx, or by the broker. */
    OK,
    /** Refused by a 4xx: it did not happen. */
    FAIL,
    /** Timed out or broken off: it may have happened. */
    INFO
  }
}
