package org.openroi.authorization;

import java.time.Duration;

/** What is answered to a delivery that asks whether it may go. */
public sealed interface Permission {

  /** It may go, for this long from when it was asked. */
  record Granted(Duration validFor) implements Permission {}

  /** It may not, and never will under the decision that it rests on. */
  record Refused(Reason reason) implements Permission {}

  /** Why not. */
  enum Reason {
    /**
     * The latest decision is another, or the law says otherwise now and that decision is on record.
     */
    SUPERSEDED
  }
}
