package org.openroi.intake.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openroi.event.DenialClass;
import org.openroi.event.HoldClass;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.ReleaseId;
import org.openroi.event.ReleaseStatus;
import org.openroi.event.RequesterId;
import org.openroi.event.StopClass;
import org.openroi.intake.Release;
import org.openroi.intake.Step;

/** A release and its way, without the patient. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReleaseView(
    ReleaseId release,
    String facility,
    @Nullable String clientReference,
    RequesterId requester,
    String endpoint,
    PurposeOfUse purpose,
    ReleaseStatus status,
    List<HoldClass> waitingFor,
    @Nullable StopClass stop,
    Instant receivedAt,
    List<StepView> timeline) {

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StepView(
      ReleaseStatus status,
      Instant since,
      List<HoldClass> waitingFor,
      List<DenialClass> reasons,
      @Nullable StopClass stop) {
    static StepView of(Step step) {
      return new StepView(
          step.status(),
          step.since(),
          sorted(step.waitingFor()),
          sorted(step.reasons()),
          step.stop());
    }
  }

  static ReleaseView of(Release release) {
    return of(release, release.timeline());
  }

  /** The release as it stood when it was received: what the first answer said, and every later. */
  static ReleaseView asReceived(Release release) {
    return of(release, List.of(release.timeline().getFirst()));
  }

  private static ReleaseView of(Release release, List<Step> timeline) {
    Step current = timeline.getLast();
    return new ReleaseView(
        release.id(),
        release.facility(),
        release.clientReference(),
        release.requester(),
        release.endpoint(),
        release.purpose(),
        current.status(),
        sorted(current.waitingFor()),
        current.stop(),
        release.receivedAt(),
        timeline.stream().map(StepView::of).toList());
  }

  private static <T extends Comparable<T>> List<T> sorted(Set<T> values) {
    return values.stream().sorted(Comparator.naturalOrder()).toList();
  }
}
