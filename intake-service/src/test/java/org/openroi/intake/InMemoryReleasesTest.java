package org.openroi.intake;

import java.util.UUID;
import org.openroi.event.PatientRef;

class InMemoryReleasesTest extends ReleasesContract {
  private final Releases releases = new InMemoryReleases();

  @Override
  protected Releases releases() {
    return releases;
  }

  @Override
  protected PatientRef patient() {
    return new PatientRef(UUID.randomUUID());
  }
}
