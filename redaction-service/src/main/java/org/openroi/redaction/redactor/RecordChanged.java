package org.openroi.redaction.redactor;

/** A page is no longer the one that was surveyed. */
public final class RecordChanged extends Exception {
  public RecordChanged() {
    super("a page of the record changed while it was cut", null, false, false);
  }
}
