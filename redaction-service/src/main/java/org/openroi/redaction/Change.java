package org.openroi.redaction;

import java.util.List;
import org.openroi.event.ReleaseEvent;

/** A step of a disclosure: how it stands then, and what is published of it. */
public record Change(Disclosure disclosure, List<Fact> facts) {

  /**
   * A fact of one order.
   *
   * @param key tells it from the other facts of its type about the delivery
   */
  public record Fact(DisclosureOrder order, String key, ReleaseEvent data) {}

  public Change {
    facts = List.copyOf(facts);
  }
}
