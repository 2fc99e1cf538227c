package org.openroi.event;

/**
 * A submission became a release request. The submission is the cause ({@code causationid}).
 *
 * @param clientReference as the client submitted it
 */
public record SubmissionAccepted(ReleaseId release, String clientReference)
    implements ReleaseEvent {
  public SubmissionAccepted {
    Checks.present("release", release);
    Checks.code("clientReference", clientReference);
  }

  @Override
  public String subject() {
    return release.toString();
  }
}
