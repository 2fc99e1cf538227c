package org.openroi.intake;

import org.openroi.event.PatientRef;

/** What became of a registration. */
public sealed interface PatientRegistration {
  record Registered(PatientRef patient) implements PatientRegistration {}

  /** The patient was known before; what was new of them is known now. */
  record AlreadyKnown(PatientRef patient) implements PatientRegistration {}

  /** The identifiers name more than one patient; nothing was changed. */
  record NamesSeveral() implements PatientRegistration {}
}
