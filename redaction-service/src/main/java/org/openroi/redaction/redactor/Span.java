package org.openroi.redaction.redactor;

/** Bytes {@code [from, to)} of a page that are replaced. */
record Span(long from, long to, byte[] by) {
  private static final byte[] NOTHING = {};

  static Span omitted(long from, long to) {
    return new Span(from, to, NOTHING);
  }
}
