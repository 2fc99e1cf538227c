package org.openroi.redaction.fhir;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Set;
import org.openroi.redaction.GateFinding;

/**
 * Passes bytes on, and to a reader in a thread of its own through a short pipe. A reader that fails
 * is a finding, and never stops or stalls the writer.
 */
final class WatchedOutput extends OutputStream {
  private static final int PIPE = 131_072;

  @FunctionalInterface
  interface Reader {
    void read(InputStream in) throws IOException;
  }

  private final OutputStream next;
  private final PipedOutputStream pipe = new PipedOutputStream();
  private final Thread reader;
  private boolean closed;

  WatchedOutput(OutputStream next, Reader reading, Set<GateFinding> findings) throws IOException {
    this.next = next;
    PipedInputStream in = new PipedInputStream(pipe, PIPE);
    reader = Thread.ofPlatform().daemon().name("gate").start(() -> run(in, reading, findings));
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    pipe.write(buffer, offset, length);
    next.write(buffer, offset, length);
  }

  /** Waits until the reader has seen everything. Leaves the next stream open. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    pipe.close();
    try {
      reader.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted at the gate");
    }
  }

  private static void run(InputStream in, Reader reading, Set<GateFinding> findings) {
    try (in) {
      try {
        reading.read(in);
      } catch (IOException | RuntimeException | StackOverflowError unreadable) {
        findings.add(GateFinding.UNREADABLE);
      }
      // To the end, whatever was found: a full pipe would hold up the writer for ever.
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException broken) {
      findings.add(GateFinding.UNREADABLE);
    }
  }
}
