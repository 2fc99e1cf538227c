package org.openroi.redaction.redactor;

/**
 * Which bytes go when some of the elements of a list, or the properties of an object, are left out:
 * they, and the commas that would be too many. The first that stay keep their place behind the
 * bracket; every other keeps the comma before it.
 */
final class Siblings {
  private final Spans spans;
  private final long offset;
  private long first = -1;
  private long lastEnd;
  private boolean leading = true;

  /**
   * @param offset from where the places of the siblings count
   */
  Siblings(Spans spans, long offset) {
    this.spans = spans;
    this.offset = offset;
  }

  /** The next one stays. What is left out within it is said afterwards. */
  void stays(long from, long to) {
    if (leading && first >= 0) {
      spans.omit(first, offset + from);
    }
    leading = false;
    lastEnd = offset + to;
  }

  /** The next one goes. */
  void goes(long from, long to) {
    if (leading) {
      first = first < 0 ? offset + from : first;
    } else {
      spans.omit(lastEnd, offset + to);
    }
    lastEnd = offset + to;
  }

  /** There are no more. */
  void end() {
    if (leading && first >= 0) {
      spans.omit(first, lastEnd);
    }
  }
}
