package org.openroi.authorization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.openroi.event.EventId;
import org.openroi.event.RequesterRegistered;

/** Keeps an entry of the directory, and decides again what was held for that requester. */
@ApplicationScoped
public class KeepRequester {
  private final Requesters requesters;
  private final Releases releases;
  private final DecideRelease decideRelease;

  public KeepRequester(Requesters requesters, Releases releases, DecideRelease decideRelease) {
    this.requesters = requesters;
    this.releases = releases;
    this.decideRelease = decideRelease;
  }

  @Transactional
  public void keep(RequesterRegistered entry, EventId cause, Instant asOf) {
    requesters.keep(entry);
    decideRelease.decideAgain(releases.heldFor(entry.requester()), cause, asOf);
  }
}
