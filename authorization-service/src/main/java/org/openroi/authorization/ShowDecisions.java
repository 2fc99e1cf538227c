package org.openroi.authorization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openroi.event.ReleaseId;

/** Shows the decisions of a release to those of its facility; to others it is unknown. */
@ApplicationScoped
public class ShowDecisions {
  private final Releases releases;

  public ShowDecisions(Releases releases) {
    this.releases = releases;
  }

  @Transactional
  public Optional<List<DecisionOnRecord>> show(ReleaseId release, Set<String> facilities) {
    return releases
        .find(release)
        .filter(request -> facilities.contains(request.facility()))
        .map(request -> releases.decisions(release));
  }
}
