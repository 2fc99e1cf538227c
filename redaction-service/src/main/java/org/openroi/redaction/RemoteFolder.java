package org.openroi.redaction;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** A recipient's folder, as long as the connection to it stands. For one thread. */
public interface RemoteFolder extends AutoCloseable {
  /** The size of a file; empty when there is none of this name. */
  OptionalLong size(String name) throws ChannelFailure;

  /** Reads a file back: its SHA-256, lower-case hexadecimal. */
  String sha256(String name) throws ChannelFailure;

  /**
   * Writes a new file. Asks before every write of at most 32 KB, and ends at once when it may not;
   * each write is answered before the next one is made.
   *
   * @return whether it wrote everything
   * @throws IOException when the bytes cannot be read
   */
  boolean upload(String name, InputStream bytes, MayWrite mayWrite)
      throws ChannelFailure, IOException;

  /** Gives a file another name, which must be free: nothing is ever overwritten. */
  void rename(String from, String to) throws ChannelFailure;

  /** Takes a file away; nothing happens when there is none of this name. */
  void remove(String name) throws ChannelFailure;

  @Override
  void close();

  /** Says whether a byte may leave now. */
  interface MayWrite {
    boolean now();
  }
}
