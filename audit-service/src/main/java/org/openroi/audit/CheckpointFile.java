package org.openroi.audit;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openroi.audit.log.NoteLines;
import org.openroi.audit.log.SignedNote;

/**
 * Signed checkpoints in one text file, each followed by an empty line, that is only appended to.
 * What a crash left of an append is cut off before the next one; nothing else ever is.
 */
public final class CheckpointFile implements ExportedCheckpoints {
  private final Path file;
  private @Nullable SignedNote last;
  private boolean opened;

  public CheckpointFile(Path file) {
    this.file = file;
  }

  @Override
  public synchronized Optional<SignedNote> last() {
    open();
    return Optional.ofNullable(last);
  }

  @Override
  public synchronized void append(List<SignedNote> notes) {
    if (notes.isEmpty()) {
      return;
    }
    open();
    StringBuilder text = new StringBuilder();
    notes.forEach(note -> text.append(NoteLines.separated(note)));
    // Until it is on disk it is unknown what the file holds: it is opened again if this fails.
    opened = false;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    last = notes.getLast();
    opened = true;
  }

  @Override
  public <T> T read(Function<Iterator<SignedNote>, T> use) {
    return Files.exists(file) ? read(file, use::apply) : use.apply(Collections.emptyIterator());
  }

  /**
   * Reads the notes that the file holds now, oldest first, without what is appended meanwhile.
   *
   * @throws UncheckedIOException when the file cannot be read
   */
  public static <T> T read(Path file, Function<NoteLines, T> use) {
    try (InputStream bytes = new FirstBytes(Files.newInputStream(file), Files.size(file))) {
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
      return use.apply(new NoteLines(reader.lines().iterator()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void open() {
    if (opened) {
      return;
    }
    last = null;
    if (Files.exists(file)) {
      long whole = read(file, this::readToTheEnd);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(whole);
        channel.force(true);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    opened = true;
  }

  /** The bytes up to the end of the last whole note. */
  private long readToTheEnd(NoteLines notes) {
    long whole = 0;
    while (notes.hasNext()) {
      SignedNote note = notes.next();
      whole += NoteLines.separated(note).getBytes(StandardCharsets.UTF_8).length;
      last = note;
    }
    try {
      return notes.hasTornTail() ? whole : Files.size(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static final class FirstBytes extends FilterInputStream {
    private long left;

    FirstBytes(InputStream all, long left) {
      super(all);
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = super.read();
      left -= read < 0 ? left : 1;
      return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = super.read(target, offset, (int) Math.min(length, left));
      left -= read < 0 ? left : read;
      return read;
    }
  }
}
