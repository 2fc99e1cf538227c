package org.openroi.redaction;

/** A clock that never jumps: for how long, and not when. */
public interface Ticks {
  /** Nanoseconds since some moment. */
  long nanos();
}
