package org.openroi.authorization.policy;

/** Who the form allows to disclose: a person or organization, or a class of them. */
public sealed interface Discloser {
  record Named(Name name) implements Discloser {}

  record OfClass(DiscloserClass namedClass) implements Discloser {}
}
