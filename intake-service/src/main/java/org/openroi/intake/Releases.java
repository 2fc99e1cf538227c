package org.openroi.intake;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openroi.event.Channel;
import org.openroi.event.PatientRef;
import org.openroi.event.ReleaseId;
import org.openroi.event.RequesterId;

/** Every release request, and where it stands. */
public interface Releases {
  /** Adds a release that stands at its first step. */
  void add(Release release);

  Optional<Release> find(ReleaseId release);

  /** Where the release stands; nobody else moves it before this transaction ends. */
  Optional<Standing> lock(ReleaseId release);

  /** Moves a locked release one step on. */
  void move(ReleaseId release, Step next);

  /** Notes the highest decision version that a locked release has heard of. */
  void note(ReleaseId release, int decisionVersion);

  /** Notes the patient of a release that had none. */
  Standing match(ReleaseId release, PatientRef patient);

  /**
   * Where a release stands, and what it is about.
   *
   * @param patient absent while the patient is not known
   * @param decisionVersion the highest decision version that it has heard of; 0 before the first
   */
  record Standing(
      String facility,
      RequesterId requester,
      @Nullable PatientRef patient,
      Channel channel,
      Instant receivedAt,
      Step current,
      int decisionVersion) {}
}
