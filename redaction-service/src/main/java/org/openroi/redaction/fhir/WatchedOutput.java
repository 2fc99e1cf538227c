package org.openroi.redaction.fhir;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Passes bytes on, and to a reader in a thread of its own through a short queue. A reader that
 * fails never stops or stalls the writer; that it did not read to the end is known.
 */
final class WatchedOutput extends OutputStream {
  private static final int CHUNK = 32_768;
  private static final int CHUNKS = 4;
  private static final byte[] END = {};

  @FunctionalInterface
  interface Reader {
    void read(InputStream in) throws IOException;
  }

  private final OutputStream next;
  private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(CHUNKS);
  private final Thread reader;
  private byte[] chunk = new byte[CHUNK];
  private int filled;
  private boolean closed;

  /** Whether the reader came to the end of what it understood; read when its thread has ended. */
  private boolean understood;

  private @Nullable Error broken;

  WatchedOutput(OutputStream next, Reader reading) {
    this.next = next;
    reader = Thread.ofPlatform().daemon().name("gate").start(() -> run(reading));
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /** What the reader cannot be given goes nowhere. */
  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    for (int done = 0; done < length; ) {
      int some = Math.min(length - done, CHUNK - filled);
      System.arraycopy(buffer, offset + done, chunk, filled, some);
      filled += some;
      done += some;
      if (filled == CHUNK) {
        hand(chunk);
        chunk = new byte[CHUNK];
        filled = 0;
      }
    }
    next.write(buffer, offset, length);
  }

  /** Waits until the reader has seen everything. Leaves the next stream open. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      hand(Arrays.copyOf(chunk, filled));
    } finally {
      hand(END);
      join();
    }
    if (broken != null) {
      throw new IOException("the gate broke");
    }
  }

  /** Whether every byte was read and nothing in it was beyond understanding; asked when closed. */
  boolean isUnderstood() {
    return closed && !reader.isAlive() && understood;
  }

  private void hand(byte[] bytes) throws IOException {
    try {
      while (!queue.offer(bytes, 1, TimeUnit.SECONDS)) {
        if (!reader.isAlive()) {
          return;
        }
      }
    } catch (InterruptedException interrupted) {
      throw interrupted();
    }
  }

  private void join() throws IOException {
    try {
      reader.join();
    } catch (InterruptedException interrupted) {
      throw interrupted();
    }
  }

  private InterruptedIOException interrupted() {
    // The reader waits for bytes that will not come.
    reader.interrupt();
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted at the gate");
  }

  private void run(Reader reading) {
    Chunks in = new Chunks(queue);
    try {
      reading.read(in);
      understood = in.isAtEnd();
    } catch (IOException | RuntimeException notUnderstood) {
      understood = false;
    } catch (Error error) {
      broken = error;
    } finally {
      in.drain();
    }
  }

  /** The reader's end of the queue. */
  private static final class Chunks extends InputStream {
    private final BlockingQueue<byte[]> queue;
    private byte[] chunk = END;
    private int at;
    private boolean ended;

    Chunks(BlockingQueue<byte[]> queue) {
      this.queue = queue;
    }

    @Override
    public int read() throws IOException {
      return available(1) ? chunk[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!available(1)) {
        return -1;
      }
      int some = Math.min(length, chunk.length - at);
      System.arraycopy(chunk, at, buffer, offset, some);
      at += some;
      return some;
    }

    boolean isAtEnd() throws IOException {
      return !available(1);
    }

    /** To the end, whatever was found: a full queue would hold up the writer. */
    void drain() {
      try {
        while (!ended) {
          at = chunk.length;
          available(1);
        }
      } catch (IOException interrupted) {
        ended = true;
      }
    }

    private boolean available(int bytes) throws IOException {
      while (!ended && chunk.length - at < bytes) {
        try {
          chunk = queue.take();
          at = 0;
        } catch (InterruptedException interrupted) {
          throw new InterruptedIOException("interrupted");
        }
        ended = chunk == END;
      }
      return !ended;
    }
  }
}
