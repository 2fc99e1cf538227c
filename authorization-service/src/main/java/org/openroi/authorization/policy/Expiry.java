package org.openroi.authorization.policy;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * When the form says that it ends: on a date, at an event, whichever is first.
 *
 * @param date the last day on which it is valid
 * @param event the event, in the form's words
 * @param eventOccurredOn the day on which the event is known to have occurred
 * @param none whether the form says "none", "end of the research study" or the like
 */
public record Expiry(
    @Nullable LocalDate date,
    @Nullable String event,
    @Nullable LocalDate eventOccurredOn,
    boolean none) {

  boolean hasCome(LocalDate today) {
    return (date != null && date.isBefore(today))
        || (eventOccurredOn != null && !eventOccurredOn.isAfter(today));
  }

  @Override
  public String toString() {
    return "Expiry[masked]";
  }
}
