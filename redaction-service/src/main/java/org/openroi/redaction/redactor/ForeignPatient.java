package org.openroi.redaction.redactor;

/** A page belongs to another patient, or to nobody known. Quotes nothing of it. */
public final class ForeignPatient extends Exception {
  public ForeignPatient() {
    super("a page of the record is not of this patient", null, false, false);
  }
}
