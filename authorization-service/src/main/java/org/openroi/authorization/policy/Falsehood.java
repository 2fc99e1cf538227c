package org.openroi.authorization.policy;

/** What is known of material information in the form being false (45 CFR 164.508(b)(2)(v)). */
public enum Falsehood {
  NONE_KNOWN,
  /** Somebody says so; a person must look. */
  REPORTED,
  /** A person has looked, and it is. */
  CONFIRMED
}
