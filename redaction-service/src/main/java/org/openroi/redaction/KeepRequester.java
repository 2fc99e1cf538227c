package org.openroi.redaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.openroi.event.RequesterRegistered;

/** Keeps an entry of the directory: where its end points are, and how they are known. */
@ApplicationScoped
public class KeepRequester {
  private final Requesters requesters;

  public KeepRequester(Requesters requesters) {
    this.requesters = requesters;
  }

  @Transactional
  public void keep(RequesterRegistered entry) {
    requesters.keep(entry);
  }
}
