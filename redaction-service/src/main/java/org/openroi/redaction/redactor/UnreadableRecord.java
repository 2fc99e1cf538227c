package org.openroi.redaction.redactor;

/** A page is no bundle that can be read with certainty. Quotes nothing of it. */
public final class UnreadableRecord extends Exception {
  public UnreadableRecord() {
    super("a page of the record cannot be read", null, false, false);
  }
}
