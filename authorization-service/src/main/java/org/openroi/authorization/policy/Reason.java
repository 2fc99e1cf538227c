package org.openroi.authorization.policy;

/**
 * Why a release was denied or held: the exact rule, for the eyes of those who may see the case. The
 * world outside learns the neutral class of it and no more.
 */
public sealed interface Reason permits DenialReason, HoldReason {
  /** Stands in the database and in the REST answer; never changes its meaning. */
  String code();

  /** The rule's number in the domain reference. */
  String rule();

  /** Where the law says so. */
  String citation();

  /** One plain sentence for a person, without anything of the case. */
  String sentence();
}
