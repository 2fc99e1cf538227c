package org.openroi.intake;

import java.util.Objects;

/**
 * What makes two submissions the same one: who sent it, and the name they gave it.
 *
 * @param sender the CloudEvents source of a client, or the caller of the REST interface
 * @param id the CloudEvents id, or the {@code Idempotency-Key}
 */
public record SubmissionKey(String sender, String id) {
  public SubmissionKey {
    Objects.requireNonNull(sender);
    Objects.requireNonNull(id);
  }

  /** The key under which a second body that came under this one is remembered as refused. */
  SubmissionKey ofOtherBody(String bodySha256) {
    // '#' can stand in no CloudEvents id, so that no client can take this key.
    return new SubmissionKey(sender, id + "#" + bodySha256);
  }
}
