package org.openroi.intake;

/**
 * What moves a release on. Decisions and disclosures come on two topics that nothing orders; the
 * version of the decision says how they stand to each other.
 */
public sealed interface Progress {
  /** The subject version of the decision that was taken, or that the disclosure rests on. */
  int decisionVersion();

  Step next();

  /** A decision on the release. */
  record Decided(int decisionVersion, Step next) implements Progress {}

  /** What became of a disclosure that rests on a decision. */
  record Disclosed(int decisionVersion, Step next) implements Progress {}
}
