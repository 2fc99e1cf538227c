package org.openroi.event;

/**
 * The audit log was signed at a size.
 *
 * @param size number of leaves
 * @param note the whole signed note (c2sp.org/tlog-checkpoint), line breaks included
 */
public record CheckpointSigned(String log, long size, String note) implements ReleaseEvent {
  private static final int MAX_NOTE = 4_096;

  public CheckpointSigned {
    Checks.text("log", log, 200);
    Checks.notNegative("size", size);
    Checks.lines("note", note, MAX_NOTE);
  }

  @Override
  public String subject() {
    return log;
  }
}
