package org.openroi.intake;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.openroi.event.ReleaseId;
import org.openroi.event.SubmissionRefusal;

final class InMemorySubmissions implements Submissions {
  private record Stored(String bodySha256, Submission outcome) {}

  private final Map<SubmissionKey, Stored> stored = new HashMap<>();

  @Override
  public Optional<Earlier> claim(SubmissionKey key, String bodySha256, ReleaseId release) {
    Stored earlier =
        stored.putIfAbsent(key, new Stored(bodySha256, new Submission.Accepted(release)));
    return Optional.ofNullable(earlier)
        .map(found -> new Earlier(found.bodySha256.equals(bodySha256), found.outcome));
  }

  @Override
  public void refuse(SubmissionKey key, SubmissionRefusal reason) {
    stored.computeIfPresent(
        key, (k, claimed) -> new Stored(claimed.bodySha256, new Submission.Refused(reason)));
  }

  @Override
  public void forget(SubmissionKey key) {
    stored.remove(key);
  }
}
