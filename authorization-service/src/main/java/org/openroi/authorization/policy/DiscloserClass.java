package org.openroi.authorization.policy;

/** A class of persons whom a form allows to disclose. */
public enum DiscloserClass {
  /** Any physician, hospital, clinic or other provider of health care. */
  HEALTH_CARE_PROVIDER,
  HOSPITAL,
  PHYSICIAN_PRACTICE,
  PHARMACY,
  LABORATORY,
  HEALTH_PLAN
}
