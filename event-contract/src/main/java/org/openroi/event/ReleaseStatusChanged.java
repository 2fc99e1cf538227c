package org.openroi.event;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a release stands from this version on. The newest version replaces every earlier one.
 *
 * @param waitingFor what a held release waits for; empty in every other state
 * @param since when the state was entered
 * @param stop why a stopped release stopped; absent in every other state
 * @param receivedAt when the request was received, and every deadline's clock started; the same in
 *     every version of a release, absent in what was written before this field was
 * @param channel how the request came in; as {@code receivedAt}
 * @param dueAt until when the law wants an individual's own access request answered, 30 days after
 *     it was received (45 CFR 164.524(b)(2)(i)); absent where no such request is known, since HIPAA
 *     sets no time for any other
 */
public record ReleaseStatusChanged(
    ReleaseId release,
    ReleaseStatus status,
    Set<HoldClass> waitingFor,
    Instant since,
    @Nullable StopClass stop,
    @Nullable Instant receivedAt,
    @Nullable Channel channel,
    @Nullable Instant dueAt)
    implements ReleaseEvent {
  public ReleaseStatusChanged {
    Checks.present("release", release);
    Checks.present("status", status);
    waitingFor = Checks.sorted("waitingFor", waitingFor, HoldClass.values().length);
    if ((status == ReleaseStatus.HELD) == waitingFor.isEmpty()) {
      throw new Checks.InvalidField("waitingFor");
    }
    if ((status == ReleaseStatus.STOPPED) != (stop != null)) {
      throw new Checks.InvalidField("stop");
    }
    since = EventEnvelope.millis("since", since);
    receivedAt = receivedAt == null ? null : EventEnvelope.millis("receivedAt", receivedAt);
    dueAt = dueAt == null ? null : EventEnvelope.millis("dueAt", dueAt);
  }

  @Override
  public String subject() {
    return release.toString();
  }
}
