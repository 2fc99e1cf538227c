package org.openroi.authorization.policy;

/** What one rule found. */
sealed interface Finding {
  Finding SATISFIED = new Satisfied();

  /** The sentence is true. */
  record Satisfied() implements Finding {}

  /** The sentence is false, and nothing that may still come makes it true for this request. */
  record Denies(DenialReason reason) implements Finding {}

  /** Nothing is released before something has come or a person has looked. */
  record Holds(HoldReason reason) implements Finding {}

  static Finding deniesUnless(boolean sentence, DenialReason reason) {
    return sentence ? SATISFIED : new Denies(reason);
  }

  static Finding holdsUnless(boolean sentence, HoldReason reason) {
    return sentence ? SATISFIED : new Holds(reason);
  }
}
