package org.openroi.event;

/** A category of information that a form must opt in to by name. */
public enum SensitiveCategory {
  SUBSTANCE_USE,
  HIV,
  MENTAL_HEALTH,
  REPRODUCTIVE_HEALTH,
  SEXUALLY_TRANSMITTED_DISEASE,
  GENETIC,
  DOMESTIC_VIOLENCE
}
