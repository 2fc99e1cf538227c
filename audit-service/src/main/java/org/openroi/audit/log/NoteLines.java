package org.openroi.audit.log;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Signed checkpoints one after the other in one text, as a file keeps them: each note is followed
 * by an empty line. A checkpoint has one empty line of its own, so a note ends at the second.
 *
 * <p>What stands behind the last separator is an append that a crash cut short: {@link
 * #hasTornTail} tells of it, and it is no note.
 */
public final class NoteLines implements Iterator<SignedNote> {
  private final Iterator<String> lines;
  private @Nullable SignedNote next;
  private boolean tornTail;

  /**
   * @param lines without their line breaks
   */
  public NoteLines(Iterator<String> lines) {
    this.lines = lines;
  }

  /** A note as it is appended to such a text. */
  public static String separated(SignedNote note) {
    return note + "\n";
  }

  /**
   * @throws MalformedNote when what follows is no note
   */
  @Override
  public boolean hasNext() {
    if (next == null) {
      next = read();
    }
    return next != null;
  }

  /**
   * @throws MalformedNote when what follows is no note
   */
  @Override
  public SignedNote next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    SignedNote note = next;
    next = null;
    return note;
  }

  /** Whether the text ends inside a note. Known when {@link #hasNext} has become false. */
  public boolean hasTornTail() {
    return tornTail;
  }

  private @Nullable SignedNote read() {
    StringBuilder note = new StringBuilder();
    int emptyLines = 0;
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.isEmpty() && ++emptyLines == 2) {
        return SignedNote.parse(note.toString());
      }
      note.append(line).append('\n');
    }
    tornTail = tornTail || !note.isEmpty();
    return null;
  }
}
