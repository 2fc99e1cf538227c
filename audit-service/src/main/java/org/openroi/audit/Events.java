package org.openroi.audit;

import java.util.List;
import org.openroi.event.EventEnvelope;

/** The audit service's own events. */
public interface Events {
  /** Publishes events on their topics and returns when every in-sync replica has them. */
  void publish(List<EventEnvelope> events);
}
