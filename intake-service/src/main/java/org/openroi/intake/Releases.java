package org.openroi.intake;

import java.util.Optional;
import org.openroi.event.PatientRef;
import org.openroi.event.ReleaseId;

/** Every release request, and where it stands. */
public interface Releases {
  /** Adds a release that stands at its first step. */
  void add(Release release);

  Optional<Release> find(ReleaseId release);

  /** Where the release stands; nobody else moves it before this transaction ends. */
  Optional<Standing> lock(ReleaseId release);

  /** Moves a locked release one step on. */
  void move(ReleaseId release, Step next);

  /** Notes the patient of a release that had none. */
  Standing match(ReleaseId release, PatientRef patient);

  /** Where a release stands, and whose it is. */
  record Standing(String facility, Step current) {}
}
