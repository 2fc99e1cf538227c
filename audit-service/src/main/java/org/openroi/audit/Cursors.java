package org.openroi.audit;

/** How far the log has been published, durably. */
public interface Cursors {
  /** The first place that has not been published; 0 at first. */
  long position(String name);

  /** Moves a cursor forward; one that is further already stays. */
  void advance(String name, long position);
}
