package org.openroi.event;

/**
 * A readable submission was refused; nothing was stored as a request.
 *
 * @param coordinates where it came in: {@code topic/partition/offset}, or {@code http} and the
 *     SHA-256 of its bytes
 */
public record SubmissionRefused(String coordinates, SubmissionRefusal reason)
    implements ReleaseEvent {
  public SubmissionRefused {
    Checks.text("coordinates", coordinates, 300);
    Checks.present("reason", reason);
  }

  @Override
  public String subject() {
    return coordinates;
  }
}
