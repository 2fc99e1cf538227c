package org.openroi.intake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.openroi.event.PatientRef;
import org.openroi.event.ReleaseId;

final class InMemoryReleases implements Releases {
  private final Map<ReleaseId, Release> stored = new HashMap<>();
  private final Map<ReleaseId, Integer> decisionVersions = new HashMap<>();

  @Override
  public void add(Release release) {
    stored.put(release.id(), release);
  }

  @Override
  public Optional<Release> find(ReleaseId release) {
    return Optional.ofNullable(stored.get(release));
  }

  @Override
  public Optional<Standing> lock(ReleaseId release) {
    return find(release)
        .map(
            found ->
                new Standing(
                    found.facility(),
                    found.requester(),
                    found.patient(),
                    found.channel(),
                    found.receivedAt(),
                    found.current(),
                    decisionVersions.getOrDefault(release, 0)));
  }

  @Override
  public void move(ReleaseId release, Step next) {
    Release old = Objects.requireNonNull(stored.get(release));
    List<Step> timeline = Stream.concat(old.timeline().stream(), Stream.of(next)).toList();
    stored.put(release, copy(old, old.patient(), timeline));
  }

  @Override
  public void note(ReleaseId release, int decisionVersion) {
    decisionVersions.put(release, decisionVersion);
  }

  @Override
  public Standing match(ReleaseId release, PatientRef patient) {
    Release old = Objects.requireNonNull(stored.get(release));
    stored.put(release, copy(old, patient, old.timeline()));
    return lock(release).orElseThrow();
  }

  private static Release copy(Release old, PatientRef patient, List<Step> timeline) {
    return new Release(
        old.id(),
        old.facility(),
        old.client(),
        old.clientReference(),
        old.requester(),
        old.endpoint(),
        old.purpose(),
        old.scope(),
        old.authorization(),
        patient,
        old.channel(),
        old.receivedAt(),
        timeline);
  }
}
