package org.openroi.redaction.redactor;

import java.util.Arrays;

/** Bytes of a page that are left out, in order; and one place where others come instead. */
final class Spans {
  private static final byte[] NOTHING = {};

  private long[] bounds = new long[64];
  private int size;
  private int replaced = -1;
  private byte[] replacement = NOTHING;

  int size() {
    return size;
  }

  long from(int span) {
    return bounds[2 * span];
  }

  long to(int span) {
    return bounds[2 * span + 1];
  }

  /** What comes instead of the bytes of a span. */
  byte[] instead(int span) {
    return span == replaced ? replacement : NOTHING;
  }

  /** Leaves out {@code [from, to)}, which begins no earlier than the last one ended. */
  void omit(long from, long to) {
    if (size > 0 && from < to(size - 1)) {
      throw new IllegalArgumentException("spans in disorder");
    }
    if (2 * size == bounds.length) {
      bounds = Arrays.copyOf(bounds, bounds.length * 2);
    }
    bounds[2 * size] = from;
    bounds[2 * size + 1] = to;
    size++;
  }

  void replace(long from, long to, byte[] by) {
    omit(from, to);
    replaced = size - 1;
    replacement = by;
  }
}
