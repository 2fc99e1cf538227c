package org.openroi.event;

/**
 * What a requester is to a patient, as staff recorded it. A kind is evidence, not a legal route.
 */
public enum RelationshipKind {
  /** A provider who treats the patient (45 CFR 164.506(c)(1), (2)). */
  TREATMENT,
  /** A health plan that covers the patient (45 CFR 164.506(c)(3)). */
  COVERAGE
}
