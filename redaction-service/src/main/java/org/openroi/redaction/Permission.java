package org.openroi.redaction;

import java.time.Duration;

/** What authorization says of a delivery that asks whether it may go. */
public sealed interface Permission {

  /** It may go, for so long since before it asked. */
  record Granted(Duration validFor) implements Permission {}

  /** It may not, and never will under the decision that it rests on. */
  record Refused() implements Permission {}

  /** Nobody said that it may; so it may not. */
  record NoAnswer() implements Permission {}
}
